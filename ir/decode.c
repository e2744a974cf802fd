/* ir/decode.c - the decoding functions of the client interface. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_decode.h"

#include "ir/context.h"
#include "ir/fast.h"
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/isa.h"

#define MAX_BYTES 15

static ir_isa
mode_of(void *drcontext)
{
    return dr_get_isa_mode(drcontext) == DR_ISA_IA32 ? IR_ISA_IA32 : IR_ISA_AMD64;
}

byte *
decode_from_copy(void *drcontext, byte *copy_pc, byte *orig_pc, instr_t *instr)
{
    instr->isa_mode = ir_context_of(drcontext)->isa_mode;
    if (instr->owner == NULL)
        instr->owner = drcontext;
    int n = isa_decode(instr, copy_pc, orig_pc, MAX_BYTES, ISA_OPERANDS);
    if (n == 0)
        return NULL;
    /* bits that are relative to another place must not be taken for the application's */
    if (copy_pc != orig_pc) {
        if (instr->translation == NULL)
            instr->translation = orig_pc;
        instr->flags |= INSTR_PERSISTENT;
    }
    return copy_pc + n;
}

byte *
decode(void *drcontext, byte *pc, instr_t *instr)
{
    return decode_from_copy(drcontext, pc, pc, instr);
}

/* Operands only of control transfers. */
byte *
decode_cti(void *drcontext, byte *pc, instr_t *instr)
{
    instr->isa_mode = ir_context_of(drcontext)->isa_mode;
    if (instr->owner == NULL)
        instr->owner = drcontext;
    int n = isa_decode(instr, pc, pc, MAX_BYTES, ISA_OPCODE);
    if (n == 0)
        return NULL;
    if (instr_is_cti(instr) || instr_is_interrupt(instr))
        isa_decode(instr, pc, pc, MAX_BYTES, ISA_OPERANDS);
    return pc + n;
}

byte *
decode_next_pc(void *drcontext, byte *pc)
{
    int n = ir_length(pc, MAX_BYTES, mode_of(drcontext));

    return n == 0 ? NULL : pc + n;
}

int
decode_sizeof_ex(void *drcontext, byte *pc, int *num_prefixes, uint *rip_rel_pos)
{
    struct ir_scan s;
    int n = ir_scan(pc, MAX_BYTES, mode_of(drcontext), &s);

    if (n == 0)
        return 0;
    if (rip_rel_pos != NULL)
        *rip_rel_pos = s.rip_off;
    if (num_prefixes != NULL) {
        int k = 0;
        while (k < n && ir_is_legacy_prefix(pc[k]))
            k++;
        if (mode_of(drcontext) == IR_ISA_AMD64 && k < n && (pc[k] & 0xf0) == 0x40)
            k++;
        *num_prefixes = k;
    }
    return n;
}

int
decode_sizeof(void *drcontext, byte *pc, int *num_prefixes DR_IF_X86_64_ARG_(uint *rip_rel_pos))
{
    return decode_sizeof_ex(drcontext, pc, num_prefixes, IF_X86_64_ELSE(rip_rel_pos, NULL));
}

byte *
decode_eflags_usage(void *drcontext, byte *pc, uint *usage, dr_opnd_query_flags_t flags)
{
    instr_noalloc_t n;

    instr_noalloc_init(drcontext, &n);
    int len = isa_decode(&n.instr, pc, pc, MAX_BYTES, ISA_OPERANDS);
    if (len == 0)
        return NULL;
    *usage = instr_get_eflags(&n.instr, flags);
    return pc + len;
}

/* The size of the first memory operand; 0 when there is none. */
app_pc
decode_memory_reference_size(void *drcontext, app_pc pc, uint *size_in_bytes)
{
    instr_noalloc_t n;

    instr_noalloc_init(drcontext, &n);
    int len = isa_decode(&n.instr, pc, pc, MAX_BYTES, ISA_OPERANDS);
    if (len == 0)
        return NULL;
    *size_in_bytes = instr_memory_reference_size(&n.instr);
    return pc + len;
}

/* Instructions up to the first control transfer, as a block without the application's changes. */
instrlist_t *
decode_as_bb(void *drcontext, byte *start_pc)
{
    instrlist_t *l = instrlist_create(drcontext);
    byte *pc = start_pc;

    for (uint i = 0; i < 256; i++) {
        instr_t *instr = instr_create(drcontext);
        byte *next = decode(drcontext, pc, instr);
        if (next == NULL) {
            instr_destroy(drcontext, instr);
            break;
        }
        instr_set_translation(instr, pc);
        instrlist_append(l, instr);
        if (instr_is_cti(instr) || instr_is_syscall(instr) || instr_is_interrupt(instr) ||
            instr_is_undefined(instr))
            break;
        pc = next;
    }
    return l;
}

/* Addresses of x86 code carry no mode bits. */
app_pc
dr_app_pc_as_jump_target(dr_isa_mode_t isa_mode, app_pc pc)
{
    (void)isa_mode;
    return pc;
}

app_pc
dr_app_pc_as_load_target(dr_isa_mode_t isa_mode, app_pc pc)
{
    (void)isa_mode;
    return pc;
}
