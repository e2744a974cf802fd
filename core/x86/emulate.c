/* core/x86/emulate.c - instructions that no code in the cache can stand for.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Far branches and iret load cs, and may go anywhere; near branches with 16-bit targets would leave
 * the cache; loads of gs would take our page away; a wrgsbase may fault.  All of them are rare, so
 * they are carried out here on the saved registers.  Each computes first and changes t->mc last.
 */
#include "core/arch.h"
#include "core/x86/cpu.h"
#include "os/base/string.h"
#include "os/safe.h"
#include "os/tls.h"

enum {
    FLAGS_FROM_USER = 0x244dd5, /* what iret at the lowest privilege takes over */
    FLAGS_ALWAYS = 0x202,
    ACCESS_CODE = 1 << 11 | 1 << 12,
    ACCESS_LONG = 1 << 21,
};

struct emulation {
    struct thread *t;
    const struct ir_scan *s;
    const uint8_t *bytes;
    app_addr pc;
    unsigned rex;
    struct arch_fault *fault;
};

static enum arch_emulated
protection_fault(const struct emulation *e, unsigned selector)
{
    *e->fault = (struct arch_fault){ .fault = OS_FAULT_PROTECTED, .addr = selector & 0xfffcu };
    return ARCH_FAULTED;
}

static bool
load(const struct emulation *e, uintptr_t from, void *to, size_t size)
{
    size_t done = os_safe_copy(to, (const void *)from, size);
    if (done != size)
        *e->fault = (struct arch_fault){ .addr = from + done, .is_access = true };
    return done == size;
}

static bool
store(const struct emulation *e, uintptr_t to, const void *from, size_t size)
{
    size_t done = os_safe_copy((void *)to, from, size);
    if (done != size)
        *e->fault =
            (struct arch_fault){ .addr = to + done, .is_access = true, .is_write = true };
    return done == size;
}

static bool
is_canonical(uintptr_t pc)
{
    return (uintptr_t)((intptr_t)(pc << 16) >> 16) == pc;
}

/* The address of the memory operand. */
static uintptr_t
address_of(const struct emulation *e)
{
    const struct ir_scan *s = e->s;
    const uintptr_t *r = e->t->mc.reg;
    unsigned modrm = e->bytes[s->modrm_off], base = modrm & 7, mod = modrm >> 6;
    uintptr_t at = 0;
    intptr_t disp = 0;
    if (s->disp_size == 1)
        disp = (int8_t)e->bytes[s->disp_off];
    else if (s->disp_size == 4) {
        int32_t d;
        memcpy(&d, e->bytes + s->disp_off, 4);
        disp = d;
    }
    if (mod == 0 && base == 5)
        at = (uintptr_t)e->pc + s->length;
    else if (base == 4) {
        unsigned sib = e->bytes[s->modrm_off + 1], index = (sib >> 3 & 7) | (e->rex & 2) << 2;
        if (index != 4)
            at = r[index] << (sib >> 6);
        base = sib & 7;
        if (mod != 0 || base != 5)
            at += r[base | (e->rex & 1) << 3];
    } else
        at = r[base | (e->rex & 1) << 3];
    at += (uintptr_t)disp;
    if ((s->flags & IR_ADDR_SIZE) != 0)
        at = (uint32_t)at;
    if ((s->flags & IR_USES_GS) != 0)
        at += e->t->tls[TLS_APP_SEG];
    if ((s->flags & IR_USES_FS) != 0)
        at += os_tls_app_base();
    return at;
}

/* Bytes of each of the operands of a far branch. */
static unsigned
far_operand_size(const struct emulation *e)
{
    for (unsigned i = 0; i < e->s->opcode_off; i++) {
        if (e->bytes[i] == 0x66 && (e->rex & 8) == 0)
            return 2;
    }
    return (e->rex & 8) != 0 ? 8 : 4;
}

static uint32_t
access_rights(unsigned selector)
{
    uint32_t rights = 0;
    bool is_valid;
    __asm__("lar %2, %0" : "+r"(rights), "=@ccz"(is_valid) : "r"(selector));
    return is_valid ? rights : 0;
}

/* What loading cs with it does; ARCH_EMULATED: the code goes on in this mode. */
static enum arch_emulated
check_code_selector(const struct emulation *e, unsigned selector)
{
    uint32_t rights = access_rights(selector);
    if ((selector & 0xfffc) == 0 || (rights & ACCESS_CODE) != ACCESS_CODE)
        return protection_fault(e, selector);
    return (rights & ACCESS_LONG) != 0 ? ARCH_EMULATED : ARCH_OTHER_MODE;
}

static uintptr_t
own_code_selector(void)
{
    uint16_t cs;
    __asm__("mov %%cs, %0" : "=r"(cs));
    return cs;
}

/* Reads `count` words of `size` bytes off the stack. */
static bool
pop(const struct emulation *e, unsigned size, uint64_t *word, unsigned count)
{
    uint8_t raw[5 * 8];
    if (!load(e, e->t->mc.reg[REG_SP], raw, (size_t)size * count))
        return false;
    for (unsigned i = 0; i < count; i++) {
        word[i] = 0;
        memcpy(&word[i], raw + i * size, size);
    }
    return true;
}

static enum arch_emulated
far_return(const struct emulation *e)
{
    uint64_t word[2];
    unsigned size = far_operand_size(e);
    if (!pop(e, size, word, 2))
        return ARCH_FAULTED;
    unsigned selector = (uint16_t)word[1];
    if ((selector & 3) != 3)
        return protection_fault(e, selector);
    enum arch_emulated r = check_code_selector(e, selector);
    if (r != ARCH_EMULATED)
        return r;
    if (!is_canonical(word[0]))
        return protection_fault(e, 0);
    e->t->mc.pc = word[0];
    e->t->mc.reg[REG_SP] += 2 * size + (e->s->imm_size != 0 ? (uint16_t)e->s->imm : 0u);
    return ARCH_EMULATED;
}

/* Only Intel's processors have far pointers with 64-bit offsets. */
static enum arch_emulated
far_branch(const struct emulation *e, bool is_call)
{
    uint8_t pointer[10];
    unsigned size = far_operand_size(e);
    unsigned offset_size = size == 8 && !cpu_is_intel() ? 4 : size;
    uint64_t target = 0;
    uint16_t selector;
    if (!load(e, address_of(e), pointer, offset_size + 2u))
        return ARCH_FAULTED;
    memcpy(&target, pointer, offset_size);
    memcpy(&selector, pointer + offset_size, 2);
    enum arch_emulated r = check_code_selector(e, selector);
    if (r != ARCH_EMULATED)
        return r;
    if (!is_canonical(target))
        return protection_fault(e, 0);
    if (is_call) {
        uint64_t frame[2] = { (uintptr_t)e->pc + e->s->length, own_code_selector() };
        uint8_t raw[16];
        memcpy(raw, &frame[0], size);
        memcpy(raw + size, &frame[1], size);
        if (!store(e, e->t->mc.reg[REG_SP] - 2 * size, raw, 2 * size))
            return ARCH_FAULTED;
        e->t->mc.reg[REG_SP] -= 2 * size;
    }
    e->t->mc.pc = target;
    return ARCH_EMULATED;
}

static enum arch_emulated
emulate_far(const struct emulation *e)
{
    unsigned op = e->bytes[e->s->opcode_off];
    if (op == 0xca || op == 0xcb)
        return far_return(e);
    if (op == 0xff && e->bytes[e->s->modrm_off] < 0xc0)
        return far_branch(e, (e->bytes[e->s->modrm_off] >> 3 & 7) == 3);
    return ARCH_NOT_EMULATED;
}

/* Of loop, loope, loopne and jrcxz: counts, and tells whether it is taken. */
static bool
counts_on(const struct emulation *e, unsigned op)
{
    enum { LOOPNE = 0xe0, LOOPE = 0xe1, JRCXZ = 0xe3, ZF = 0x40 };
    uintptr_t *rcx = &e->t->mc.reg[REG_CX];
    bool is_32 = (e->s->flags & IR_ADDR_SIZE) != 0, is_zero = (e->t->mc.flags & ZF) != 0;
    if (op == JRCXZ)
        return (is_32 ? (uint32_t)*rcx : *rcx) == 0;
    *rcx = is_32 ? (uint32_t)(*rcx - 1) : *rcx - 1;
    return *rcx != 0 && (op != LOOPNE || !is_zero) && (op != LOOPE || is_zero);
}

/* Near branches with a 16-bit target: they push and pop two bytes. */
static enum arch_emulated
emulate_narrow(const struct emulation *e)
{
    unsigned op = e->bytes[e->s->opcode_off];
    struct mcontext *mc = &e->t->mc;
    uint16_t target = (uint16_t)e->s->target, next = (uint16_t)mc->pc;
    bool is_call = op == 0xe8;
    if (op >= 0xe0 && op <= 0xe3) {
        if (counts_on(e, op))
            mc->pc = target;
        return ARCH_EMULATED;
    }
    if (op == 0xc2 || op == 0xc3) {
        if (!load(e, mc->reg[REG_SP], &target, sizeof(target)))
            return ARCH_FAULTED;
        mc->reg[REG_SP] += sizeof(target) + (e->s->imm_size != 0 ? (uint16_t)e->s->imm : 0u);
    } else if (op == 0xff) {
        unsigned modrm = e->bytes[e->s->modrm_off];
        is_call = (modrm >> 3 & 7) == 2;
        if (modrm >= 0xc0)
            target = (uint16_t)mc->reg[(modrm & 7) | (e->rex & 1) << 3];
        else if (!load(e, address_of(e), &target, sizeof(target)))
            return ARCH_FAULTED;
    }
    if (is_call) {
        if (!store(e, mc->reg[REG_SP] - sizeof(next), &next, sizeof(next)))
            return ARCH_FAULTED;
        mc->reg[REG_SP] -= sizeof(next);
    }
    mc->pc = target;
    return ARCH_EMULATED;
}

static enum arch_emulated
emulate_iret(const struct emulation *e)
{
    enum { PC, CS, FLAGS, SP, SS };
    uint64_t word[5];
    bool is_stack;
    struct mcontext *mc = &e->t->mc;
    unsigned size = far_operand_size(e);
    if (!pop(e, size, word, 5))
        return ARCH_FAULTED;
    unsigned cs = (uint16_t)word[CS], ss = (uint16_t)word[SS];
    if ((cs & 3) != 3)
        return protection_fault(e, cs);
    enum arch_emulated r = check_code_selector(e, cs);
    if (r != ARCH_EMULATED)
        return r;
    __asm__("verw %1" : "=@ccz"(is_stack) : "r"((uint16_t)ss));
    if (!is_stack || (ss & 3) != 3 || (ss & 0xfffc) == 0)
        return protection_fault(e, ss);
    if (!is_canonical(word[PC]))
        return protection_fault(e, 0);
    uintptr_t kept = size == 2 ? mc->flags & ~(uintptr_t)0xffff : 0;
    mc->flags = kept | (word[FLAGS] & FLAGS_FROM_USER) | FLAGS_ALWAYS;
    mc->reg[REG_SP] = word[SP];
    mc->pc = word[PC];
    return ARCH_EMULATED;
}

static enum arch_emulated
emulate_wrgsbase(const struct emulation *e)
{
    uintptr_t value = e->t->mc.reg[(e->bytes[e->s->modrm_off] & 7) | (e->rex & 1) << 3];
    if ((e->rex & 8) == 0)
        value = (uint32_t)value;
    if (!is_canonical(value))
        return protection_fault(e, 0);
    e->t->tls[TLS_APP_SEG] = value;
    return ARCH_EMULATED;
}

static enum arch_emulated
load_selector(const struct emulation *e, unsigned selector, uintptr_t pop_bytes)
{
    uintptr_t base = 0;
    if (!os_tls_selector_base(selector, &base))
        return protection_fault(e, selector);
    e->t->tls[TLS_APP_SEG] = base;
    e->t->app_selector = (uint16_t)selector;
    e->t->mc.reg[REG_SP] += pop_bytes;
    return ARCH_EMULATED;
}

/* mov gs, r/m16 */
static enum arch_emulated
emulate_mov_to_gs(const struct emulation *e)
{
    unsigned modrm = e->bytes[e->s->modrm_off];
    uint16_t selector;
    if (modrm >= 0xc0)
        selector = (uint16_t)e->t->mc.reg[(modrm & 7) | (e->rex & 1) << 3];
    else if (!load(e, address_of(e), &selector, 2))
        return ARCH_FAULTED;
    return load_selector(e, selector, 0);
}

static enum arch_emulated
emulate_pop_gs(const struct emulation *e)
{
    uint16_t selector;
    if (!load(e, e->t->mc.reg[REG_SP], &selector, 2))
        return ARCH_FAULTED;
    return load_selector(e, selector, (e->s->flags & IR_OPND_SIZE) != 0 ? 2 : 8);
}

/* lgs */
static enum arch_emulated
emulate_load_pointer(const struct emulation *e)
{
    uint8_t pointer[10];
    uint16_t selector;
    uint64_t offset = 0;
    unsigned size = far_operand_size(e);
    unsigned offset_size = size == 8 && !cpu_is_intel() ? 4 : size;
    unsigned reg = (e->bytes[e->s->modrm_off] >> 3 & 7) | (e->rex & 4) << 1;
    if (!load(e, address_of(e), pointer, offset_size + 2u))
        return ARCH_FAULTED;
    memcpy(&offset, pointer, offset_size);
    memcpy(&selector, pointer + offset_size, 2);
    enum arch_emulated r = load_selector(e, selector, 0);
    if (r == ARCH_EMULATED && size == 2)
        memcpy(&e->t->mc.reg[reg], &offset, 2);
    else if (r == ARCH_EMULATED)
        e->t->mc.reg[reg] = offset;
    return r;
}

/* mov r/m, gs and push gs: the selector that the application has loaded. */
static enum arch_emulated
emulate_read_selector(const struct emulation *e)
{
    uint64_t selector = e->t->app_selector;
    struct mcontext *mc = &e->t->mc;
    unsigned size = (e->s->flags & IR_OPND_SIZE) != 0 ? 2 : 8;
    if (e->s->modrm_off == 0) {
        if (!store(e, mc->reg[REG_SP] - size, &selector, size))
            return ARCH_FAULTED;
        mc->reg[REG_SP] -= size;
        return ARCH_EMULATED;
    }
    unsigned modrm = e->bytes[e->s->modrm_off];
    if (modrm < 0xc0)
        return store(e, address_of(e), &selector, 2) ? ARCH_EMULATED : ARCH_FAULTED;
    uintptr_t *reg = &mc->reg[(modrm & 7) | (e->rex & 1) << 3];
    if (far_operand_size(e) == 2)
        memcpy(reg, &selector, 2);
    else
        *reg = selector;
    return ARCH_EMULATED;
}

static enum arch_emulated
emulate_segment(const struct emulation *e)
{
    if ((e->s->seg_write & 1u << 5) == 0)
        return emulate_read_selector(e);
    if (e->s->modrm_off == 0)
        return emulate_pop_gs(e);
    return e->bytes[e->s->opcode_off] == 0x8e ? emulate_mov_to_gs(e) : emulate_load_pointer(e);
}

static struct emulation
emulation_of(struct thread *t, const struct ir_scan *s, const struct arch_source *at,
             struct arch_fault *f)
{
    return (struct emulation){ t, s, at->bytes, at->pc, ir_rex(at->bytes, s) & 15u, f };
}

enum arch_emulated
arch_emulate(struct thread *t, const struct ir_scan *s, const struct arch_source *at,
             struct arch_fault *f)
{
    const struct emulation e = emulation_of(t, s, at, f);
    t->mc.pc = (uintptr_t)at->pc + s->length;
    switch (s->kind) {
    case IR_FAR: return emulate_far(&e);
    case IR_IRET: return emulate_iret(&e);
    case IR_NARROW: return emulate_narrow(&e);
    case IR_WRGSBASE: return emulate_wrgsbase(&e);
    case IR_SEG: return emulate_segment(&e);
    default: return ARCH_NOT_EMULATED;
    }
}

bool
arch_faults_early(const struct ir_scan *s, size_t present)
{
    return s->kind == IR_UD && present >= s->modrm_off && cpu_is_amd();
}

void
arch_fix_x87_pc(struct thread *t, const struct ir_scan *s, const struct arch_source *at,
                uintptr_t (*app_pc)(uintptr_t pc, bool is_low_half))
{
    struct arch_fault f;
    const struct emulation e = emulation_of(t, s, at, &f);
    bool is_old = at->bytes[s->opcode_off - (s->opcode_off != 0)] != 0x0f; /* fnstenv, fnsave */
    bool is_16 = is_old && (s->flags & IR_OPND_SIZE) != 0;
    bool is_64 = !is_old && (e.rex & 8) != 0;
    unsigned size = is_16 ? 2 : is_64 ? 8 : 4;
    uintptr_t field = address_of(&e) + (is_16 ? 6u : is_old ? 12u : 8u), pc = 0;
    if (is_16 || !os_safe_read((const void *)field, size, &pc) || pc == 0)
        return;
    uintptr_t app = app_pc(pc, !is_64);
    if (app != 0)
        os_safe_write((void *)field, size, &app);
}
