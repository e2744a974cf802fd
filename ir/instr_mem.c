/* ir/instr_mem.c - instructions: creating, copying, freeing; operands and raw bits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/instr_mem.h"

#include "ir/context.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "os/base/string.h"

/* ---- operands ---- */

static size_t
operands_size(uint num_dsts, uint num_srcs)
{
    return (num_dsts + (num_srcs > 1 ? num_srcs - 1 : 0)) * sizeof(opnd_t);
}

void
instr_mem_free_operands(instr_t *instr)
{
    size_t size = operands_size(instr->num_dsts, instr->num_srcs);

    if (instr->opcode != OP_LABEL) {
        if (size > 0 && (instr->flags & INSTR_NOALLOC) == 0)
            ir_free(instr->owner, instr->num_dsts > 0 ? instr->dsts : instr->srcs, size);
        instr->dsts = NULL;
        instr->srcs = NULL;
    }
    instr->num_dsts = 0;
    instr->num_srcs = 0;
}

void
instr_mem_set_operands(instr_t *instr, uint num_dsts, uint num_srcs)
{
    size_t size = operands_size(num_dsts, num_srcs);

    instr_mem_free_operands(instr);
    if ((instr->flags & INSTR_NOALLOC) != 0) {
        instr_noalloc_t *n = (instr_noalloc_t *)instr;
        instr->dsts = n->dsts;
        instr->srcs = n->srcs;
        memset(n->dsts, 0, num_dsts * sizeof(opnd_t));
        memset(n->srcs, 0, num_srcs > 1 ? (num_srcs - 1) * sizeof(opnd_t) : 0);
    } else if (size > 0) {
        opnd_t *block = ir_alloc(instr->owner, size);
        memset(block, 0, size);
        instr->dsts = num_dsts > 0 ? block : NULL;
        instr->srcs = num_srcs > 1 ? block + num_dsts : NULL;
    }
    instr->src0 = opnd_create_null();
    instr->num_dsts = (byte)num_dsts;
    instr->num_srcs = (byte)num_srcs;
}

void
instr_set_num_opnds(void *drcontext, instr_t *instr, int num_dsts, int num_srcs)
{
    (void)drcontext;
    instr_mem_set_operands(instr, (uint)num_dsts, (uint)num_srcs);
    instr->flags |= INSTR_OPERANDS_VALID;
}

/* Keeps the operands outside [first, last) of one of the two lists. */
static void
drop_operands(instr_t *instr, bool dsts, uint first, uint last)
{
    opnd_t d[MAX_DST_OPNDS], s[MAX_SRC_OPNDS];
    uint nd = 0, ns = 0;

    if (!instr_need_operands(instr))
        return;
    for (uint i = 0; i < instr->num_dsts && nd < MAX_DST_OPNDS; i++) {
        if (!dsts || i < first || i >= last)
            d[nd++] = instr->dsts[i];
    }
    for (uint i = 0; i < instr->num_srcs && ns < MAX_SRC_OPNDS; i++) {
        if (dsts || i < first || i >= last)
            s[ns++] = *instr_src_at(instr, i);
    }
    instr_mem_set_operands(instr, nd, ns);
    for (uint i = 0; i < nd; i++)
        instr->dsts[i] = d[i];
    for (uint i = 0; i < ns; i++)
        *instr_src_at(instr, i) = s[i];
    instr_changed(instr);
}

void
instr_remove_srcs(void *drcontext, instr_t *instr, uint start, uint end)
{
    (void)drcontext;
    drop_operands(instr, false, start, end);
}

void
instr_remove_dsts(void *drcontext, instr_t *instr, uint start, uint end)
{
    (void)drcontext;
    drop_operands(instr, true, start, end);
}

/* ---- life ---- */

void
instr_init(void *drcontext, instr_t *instr)
{
    memset(instr, 0, sizeof(*instr));
    instr->owner = drcontext;
    instr->isa_mode = ir_context_of(drcontext)->isa_mode;
}

void
instr_noalloc_init(void *drcontext, instr_noalloc_t *instr)
{
    memset(instr, 0, sizeof(*instr));
    instr_init(drcontext, &instr->instr);
    instr->instr.flags = INSTR_NOALLOC;
}

instr_t *
instr_from_noalloc(instr_noalloc_t *noalloc)
{
    return &noalloc->instr;
}

instr_t *
instr_create(void *drcontext)
{
    instr_t *instr = ir_alloc(drcontext, sizeof(*instr));

    instr_init(drcontext, instr);
    return instr;
}

void
instr_free(void *drcontext, instr_t *instr)
{
    if (instr->opcode == OP_LABEL && instr->label_cb != NULL) {
        instr_label_callback_t cb = instr->label_cb;
        instr->label_cb = NULL;
        cb(drcontext, instr);
    }
    instr_mem_free_operands(instr);
    instr_free_raw_bits(drcontext, instr);
}

void
instr_destroy(void *drcontext, instr_t *instr)
{
    void *owner = instr->owner;

    instr_free(drcontext, instr);
    if ((instr->flags & INSTR_NOALLOC) == 0)
        ir_free(owner, instr, sizeof(*instr));
}

void
instr_reset(void *drcontext, instr_t *instr)
{
    uint noalloc = instr->flags & INSTR_NOALLOC;

    instr_free(drcontext, instr);
    instr_init(drcontext, instr);
    instr->flags |= noalloc;
}

/* Like instr_reset, but the place in its list, the mode and the raw bits' memory stay. */
void
instr_reuse(void *drcontext, instr_t *instr)
{
    byte *bytes = NULL;
    uint length = 0, flags = instr->flags & INSTR_NOALLOC;
    byte mode = instr->isa_mode;
    instr_t *next = instr->next, *prev = instr->prev;

    if (instr_has_allocated_bits(instr)) {
        bytes = instr->bytes;
        length = instr->length;
        flags |= INSTR_RAW_BITS_ALLOCATED;
        instr->flags &= ~INSTR_RAW_BITS_ALLOCATED;
    }
    instr_free(drcontext, instr);
    instr_init(drcontext, instr);
    instr->flags = flags;
    instr->bytes = bytes;
    instr->length = length;
    instr->isa_mode = mode;
    instr->next = next;
    instr->prev = prev;
}

instr_t *
instr_clone(void *drcontext, instr_t *orig)
{
    instr_t *copy = ir_alloc(drcontext, sizeof(*copy));

    *copy = *orig;
    copy->owner = drcontext;
    copy->flags &= ~INSTR_NOALLOC;
    copy->next = NULL;
    copy->prev = NULL;
    if (orig->opcode != OP_LABEL) {
        uint nd = orig->num_dsts, ns = orig->num_srcs;
        copy->num_dsts = copy->num_srcs = 0;
        copy->dsts = copy->srcs = NULL;
        instr_mem_set_operands(copy, nd, ns);
        copy->src0 = orig->src0;
        for (uint i = 0; i < nd; i++)
            copy->dsts[i] = orig->dsts[i];
        for (uint i = 1; i < ns; i++)
            copy->srcs[i - 1] = orig->srcs[i - 1];
    } else
        copy->label_cb = NULL; /* it belongs to the original */
    if ((orig->flags & INSTR_RAW_BITS_ALLOCATED) != 0 && orig->bytes != NULL) {
        copy->flags &= ~INSTR_RAW_BITS_ALLOCATED;
        copy->bytes = NULL;
        instr_allocate_raw_bits(drcontext, copy, orig->length);
        memcpy(copy->bytes, orig->bytes, orig->length);
        copy->flags = orig->flags & ~INSTR_NOALLOC;
        copy->rip_rel_pos = orig->rip_rel_pos;
    }
    return copy;
}

int
instr_mem_usage(instr_t *instr)
{
    size_t size = sizeof(*instr) + operands_size(instr->num_dsts, instr->num_srcs);

    if (instr_has_allocated_bits(instr))
        size += instr->length;
    return (int)size;
}

/* ---- raw bits ---- */

void
instr_free_raw_bits(void *drcontext, instr_t *instr)
{
    (void)drcontext;
    if ((instr->flags & INSTR_RAW_BITS_ALLOCATED) == 0)
        return;
    if ((instr->flags & INSTR_NOALLOC) == 0)
        ir_free(instr->owner, instr->bytes, instr->length);
    instr->bytes = NULL;
    instr->flags &= ~(INSTR_RAW_BITS_ALLOCATED | INSTR_RAW_BITS_VALID | INSTR_RIP_REL_VALID);
}

void
instr_allocate_raw_bits(void *drcontext, instr_t *instr, uint num_bytes)
{
    byte *old = (instr->flags & INSTR_RAW_BITS_VALID) != 0 ? instr->bytes : NULL, *bytes;
    uint keep = instr->length < num_bytes ? instr->length : num_bytes;
    byte rip = instr->rip_rel_pos;
    uint rip_valid = instr->flags & INSTR_RIP_REL_VALID;

    if ((instr->flags & INSTR_NOALLOC) != 0) {
        if (num_bytes > MAX_INSTR_LENGTH)
            return; /* no instruction is as long */
        bytes = ((instr_noalloc_t *)instr)->encode_buf;
    } else
        bytes = ir_alloc(instr->owner, num_bytes);
    if (old != NULL)
        memmove(bytes, old, keep);
    instr_free_raw_bits(drcontext, instr);
    instr->bytes = bytes;
    instr->length = num_bytes;
    instr->flags |= INSTR_RAW_BITS_VALID | INSTR_RAW_BITS_ALLOCATED;
    if (old != NULL) {
        instr->rip_rel_pos = rip;
        instr->flags |= rip_valid;
    }
}

void
instr_set_raw_bits(instr_t *instr, byte *addr, uint length)
{
    if ((instr->flags & INSTR_RAW_BITS_ALLOCATED) != 0 && addr != instr->bytes)
        instr_free_raw_bits(instr->owner, instr);
    instr->bytes = addr;
    instr->length = length;
    instr->rip_rel_pos = 0;
    instr->flags &= ~(INSTR_RIP_REL_VALID | INSTR_REL_SHORT);
    instr->flags |= INSTR_RAW_BITS_VALID;
    if (instr->opcode == OP_INVALID)
        instr->opcode = OP_UNDECODED;
    if (instr->opcode == OP_UNDECODED)
        instr->flags &= ~INSTR_EFLAGS_VALID; /* which stood for other bits */
}

void
instr_set_raw_bits_valid(instr_t *instr, bool valid)
{
    if (valid)
        instr->flags |= INSTR_RAW_BITS_VALID;
    else
        instr->flags &= ~(INSTR_RAW_BITS_VALID | INSTR_RIP_REL_VALID);
}

bool
instr_raw_bits_valid(instr_t *instr)
{
    return (instr->flags & INSTR_RAW_BITS_VALID) != 0;
}

bool
instr_has_allocated_bits(instr_t *instr)
{
    return (instr->flags & INSTR_RAW_BITS_ALLOCATED) != 0;
}

bool
instr_needs_encoding(instr_t *instr)
{
    return (instr->flags & INSTR_RAW_BITS_VALID) == 0;
}

/* Copies bits that lie in the application away, so that they survive its code. */
void
instr_make_persistent(void *drcontext, instr_t *instr)
{
    byte *orig = instr->bytes;

    if ((instr->flags & INSTR_RAW_BITS_VALID) == 0 || instr_has_allocated_bits(instr))
        return;
    /* operands relative to the pc are settled first: they depend on where the bits are */
    instr_need_operands(instr);
    instr_allocate_raw_bits(drcontext, instr, instr->length);
    if (instr->translation == NULL)
        instr->translation = orig;
    instr->flags |= INSTR_PERSISTENT;
}

byte *
instr_get_raw_bits(instr_t *instr)
{
    return instr->bytes;
}

byte
instr_get_raw_byte(instr_t *instr, uint pos)
{
    return instr->bytes != NULL && pos < instr->length ? instr->bytes[pos] : 0;
}

uint
instr_get_raw_word(instr_t *instr, uint pos)
{
    uint word = 0;

    if (instr->bytes != NULL && pos + 4 <= instr->length)
        memcpy(&word, instr->bytes + pos, 4);
    return word;
}

/* Changing bits by hand makes what was decoded from them stale. */
static void
bits_changed(instr_t *instr)
{
    if (instr->opcode != OP_UNDECODED && (instr->flags & INSTR_OPERANDS_VALID) != 0)
        instr_mem_free_operands(instr);
    instr->flags &= ~(INSTR_OPERANDS_VALID | INSTR_OPCODE_VALID | INSTR_EFLAGS_VALID |
                      INSTR_RIP_REL_VALID | INSTR_CATEGORY_VALID);
    instr->opcode = OP_UNDECODED;
}

void
instr_set_raw_bytes(instr_t *instr, byte *start, uint num_bytes)
{
    if (!instr_has_allocated_bits(instr) || num_bytes > instr->length)
        return;
    memcpy(instr->bytes, start, num_bytes);
    bits_changed(instr);
}

void
instr_set_raw_byte(instr_t *instr, uint pos, byte byte_)
{
    if (!instr_has_allocated_bits(instr) || pos >= instr->length)
        return;
    instr->bytes[pos] = byte_;
    bits_changed(instr);
}

void
instr_set_raw_word(instr_t *instr, uint pos, uint word)
{
    if (!instr_has_allocated_bits(instr) || pos + 4 > instr->length)
        return;
    memcpy(instr->bytes + pos, &word, 4);
    bits_changed(instr);
}

/* ---- levels ---- */

bool
instr_need_operands(instr_t *instr)
{
    return (instr->flags & INSTR_OPERANDS_VALID) != 0 || instr->opcode == OP_LABEL ||
        isa_raise(instr, ISA_OPERANDS);
}

bool
instr_need_opcode(instr_t *instr)
{
    return (instr->flags & INSTR_OPCODE_VALID) != 0 || isa_raise(instr, ISA_OPCODE);
}

void
instr_changed(instr_t *instr)
{
    instr->flags &= ~(INSTR_RAW_BITS_VALID | INSTR_RIP_REL_VALID | INSTR_EFLAGS_VALID |
                      INSTR_CATEGORY_VALID);
}
