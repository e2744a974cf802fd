/* ir/disassemble.c - the disassembly functions of the client interface. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_disassemble.h"

#include "dr_ir_decode.h"
#include "ir/context.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "ir/text.h"
#include "os/base/string.h"

/* The longest line: an address, fifteen bytes, an instruction with ten operands. */
#define LINE 768

static uint
style(void)
{
    return ir_context_of(NULL)->disasm_style;
}

/* For all threads; meant to be set once. */
void
disassemble_set_syntax(dr_disasm_flags_t flags)
{
    ir_context_of(NULL)->disasm_style = (byte)flags;
}

static void
put(void *drcontext, file_t file, const char *s, size_t n)
{
    struct ir_context *ctx = ir_context_of(drcontext);

    ctx->write(ctx, file, s, n);
}

static struct text
text_for(char *buf, size_t room, bool is_64)
{
    struct text t = { .buf = buf, .room = room, .is_64 = is_64 };

    text_add(&t, "");
    return t;
}

static void
add_bytes(struct text *t, const byte *bytes, uint n)
{
    size_t start = t->at;

    for (uint i = 0; i < n; i++) {
        char s[] = { ' ', "0123456789abcdef"[bytes[i] >> 4], "0123456789abcdef"[bytes[i] & 15], 0 };
        text_add(t, s);
    }
    text_pad(t, start + 22);
}

/* One line for the bytes at COPY that belong at ORIG. Returns the end of the instruction, NULL
 * when there is none. */
static byte *
line_of_bytes(void *drcontext, struct text *t, byte *copy, byte *orig, bool show_pc,
              bool show_bytes)
{
    instr_noalloc_t n;

    instr_noalloc_init(drcontext, &n);
    t->is_64 = n.instr.isa_mode != DR_ISA_IA32;
    byte *next = decode_from_copy(drcontext, copy, orig, &n.instr);
    if (show_pc) {
        text_add(t, "  ");
        text_hex(t, (ptr_uint_t)orig, t->is_64 ? 16 : 8);
        text_add(t, " ");
    }
    if (show_bytes)
        add_bytes(t, copy, next == NULL ? 1 : (uint)(next - copy));
    if (next == NULL) {
        const char *why = isa_why_invalid(copy, 15, t->is_64);
        text_add(t, "<INVALID> ");
        text_add(t, why == NULL ? "" : why);
    } else
        syntax_instr(t, &n.instr, style());
    return next;
}

byte *
disassemble_to_buffer(void *drcontext, byte *pc, byte *orig_pc, bool show_pc, bool show_bytes,
                      char *buf, size_t bufsz, int *printed)
{
    struct text t = text_for(buf, bufsz, true);
    byte *next = line_of_bytes(drcontext, &t, pc, orig_pc, show_pc, show_bytes);

    text_add(&t, "\n");
    if (printed != NULL)
        *printed = (int)t.at;
    return next;
}

byte *
disassemble_from_copy(void *drcontext, byte *copy_pc, byte *orig_pc, file_t outfile, bool show_pc,
                      bool show_bytes)
{
    char buf[LINE];
    int n = 0;
    byte *next = disassemble_to_buffer(drcontext, copy_pc, orig_pc, show_pc, show_bytes, buf,
                                       sizeof(buf), &n);

    put(drcontext, outfile, buf, (size_t)n);
    return next;
}

byte *
disassemble_with_info(void *drcontext, byte *pc, file_t outfile, bool show_pc, bool show_bytes)
{
    return disassemble_from_copy(drcontext, pc, pc, outfile, show_pc, show_bytes);
}

byte *
disassemble(void *drcontext, byte *pc, file_t outfile)
{
    return disassemble_with_info(drcontext, pc, outfile, true, true);
}

size_t
instr_disassemble_to_buffer(void *drcontext, instr_t *instr, char *buf, size_t bufsz)
{
    struct text t = text_for(buf, bufsz, instr->isa_mode != DR_ISA_IA32);

    (void)drcontext;
    syntax_instr(&t, instr, style());
    return t.at;
}

void
instr_disassemble(void *drcontext, instr_t *instr, file_t outfile)
{
    char buf[LINE];
    size_t n = instr_disassemble_to_buffer(drcontext, instr, buf, sizeof(buf));

    put(drcontext, outfile, buf, n);
}

size_t
opnd_disassemble_to_buffer(void *drcontext, opnd_t opnd, char *buf, size_t bufsz)
{
    struct text t = text_for(buf, bufsz, dr_get_isa_mode(drcontext) != DR_ISA_IA32);

    syntax_opnd(&t, opnd, style());
    return t.at;
}

void
opnd_disassemble(void *drcontext, opnd_t opnd, file_t outfile)
{
    char buf[LINE];
    size_t n = opnd_disassemble_to_buffer(drcontext, opnd, buf, sizeof(buf));

    put(drcontext, outfile, buf, n);
}

/* Each instruction with its offset, its level of detail and whether it is meta. */
void
instrlist_disassemble(void *drcontext, app_pc tag, instrlist_t *ilist, file_t outfile)
{
    char buf[LINE];
    uint offset = 0;
    struct text t = text_for(buf, sizeof(buf), true);

    text_add(&t, "TAG  ");
    text_hex(&t, (ptr_uint_t)tag, 2 * sizeof(void *));
    text_add(&t, "\n");
    put(drcontext, outfile, buf, t.at);
    for (instr_t *i = instrlist_first(ilist); i != NULL; i = instr_get_next(i)) {
        bool raw = (i->flags & INSTR_RAW_BITS_VALID) != 0;
        int level = !raw ? 4 : (i->flags & INSTR_OPERANDS_VALID) != 0 ? 3
            : (i->flags & INSTR_OPCODE_VALID) != 0                    ? 2
                                                                      : 1;
        t = text_for(buf, sizeof(buf), i->isa_mode != DR_ISA_IA32);
        text_add(&t, " +");
        text_decimal(&t, offset);
        text_pad(&t, 7);
        text_add(&t, instr_is_meta(i) ? "m" : "L");
        text_decimal(&t, level);
        text_add(&t, " @");
        text_hex(&t, (ptr_uint_t)i, 2 * sizeof(void *));
        text_add(&t, " ");
        if (raw && i->bytes != NULL)
            add_bytes(&t, i->bytes, i->length);
        else
            text_pad(&t, t.at + 22);
        syntax_instr(&t, i, style());
        text_add(&t, "\n");
        put(drcontext, outfile, buf, t.at);
        int n = instr_length(drcontext, i);
        offset += n > 0 ? (uint)n : 0;
    }
    t = text_for(buf, sizeof(buf), true);
    text_add(&t, "END ");
    text_hex(&t, (ptr_uint_t)tag, 2 * sizeof(void *));
    text_add(&t, "\n\n");
    put(drcontext, outfile, buf, t.at);
}
