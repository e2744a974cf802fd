/* core/arch.h - code generation, as the floors above see it; core/<isa>/ implements it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A fragment is emitted into two places at once: the hot part holds what runs, upwards; the cold
 * part holds stubs and literals, downwards.  Both belong to one unit, so 32-bit displacements
 * reach from one to the other.
 *
 * Indirect branches all work the same way (see core/cache/ibl.h): they put the target in rcx and
 * jump through the landing table; a landing checks that it is the one that was meant.
 */
#ifndef CORE_ARCH_H
#define CORE_ARCH_H
#include "core/rt/thread.h"
#include "ir/fast.h"
#include "os/app_event.h"

/* What stands at a place of a fragment, for those who find a thread there. */
enum xl_kind {
    XL_COPY,    /* an application instruction as it was, or with another displacement */
    XL_CALL,    /* push of a literal, then a direct jump */
    XL_IND,     /* indirect branch of the form `aux` (arch_indirect_form) */
    XL_LANDING, /* check of a landing: belongs to the branch before and to the tag after */
    XL_BRANCH,  /* direct branches: no state changes */
    XL_SCRATCH, /* a copy with a scratch register: register `aux` is in TLS_SCRATCH */
    XL_META,    /* instrumentation; aux: XL_META_MAY_FAULT or 0 */
    XL_CHECK,   /* comparison of the source: rcx and rdx in their slots (aux: from the start) */
    XL_STRING,  /* a string instruction relative to the runtime's segment: its address moved */
    XL_ABORT,   /* code that the kernel sends an aborted thread to: registers in their slots */
    XL_BLOCK,   /* not a place: a block that clients have seen begins at the next one */
};

/* A fault there is the application's. */
enum { XL_META_MAY_FAULT = 1 };

struct emitter {
    uint8_t *hot, *hot_start, *hot_limit;
    uint8_t *cold; /* lowest byte in use */
    uint8_t *glue; /* start of the unit */
    bool is_fresh; /* here, the slots of the indirect branch hold what the registers hold */
};

/* Most bytes that one call of an emitting function takes, hot and cold together. */
enum { ARCH_MAX_SEQUENCE = 192 };

/* Addresses of the shared code that glue leads to. */
void arch_glue_write(uint8_t *unit_base);
size_t arch_glue_size(void);

/* What a landing-table entry holds while no landing is known. */
uintptr_t arch_landing_none(void);

/* The landing of a target stands at ((target >> shift) & (2^bits - 1)) in the table.  Branches to
 * what is no address may look for it behind the table, up to 2^guard_bits times its size: there, all
 * accesses must fault. */
struct arch_landing_index {
    unsigned shift, bits, guard_bits;
};
struct arch_landing_index arch_landing_index(void);

/* Tells the emitters where the landing table is, below 2 GB; the 8 bytes before it are theirs. */
void arch_set_landing_table(uintptr_t base);

/* The bytes of an instruction and the address that they belong to: rip-relative operands count
 * from there. */
struct arch_source {
    const uint8_t *bytes;
    app_addr pc;
};

/* An instruction of the application has been emitted. */
void arch_note_copy(struct emitter *e, const struct ir_scan *s);

/* Copies one instruction that falls through.  False: its rip-relative operand is out of reach
 * even with a scratch register. */
bool arch_emit_copy(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                    enum xl_kind *kind, uint8_t *aux);

/* Branches of clients to code outside the cache, however far away. */
void arch_emit_call_far(struct emitter *e, uintptr_t to);
void arch_emit_jmp_far(struct emitter *e, uintptr_t to);
void arch_emit_jcc_far(struct emitter *e, uint8_t cond, uintptr_t to);

/* rdgsbase, and the begin of a transaction, which aborts at once: goes on at its fallback. */
void arch_emit_rdgsbase(struct emitter *e, const struct ir_scan *s, const struct arch_source *from);
void arch_emit_xbegin(struct emitter *e);

/* Instructions that store the address of the last x87 instruction, which is one in the cache: the
 * runtime corrects what they have stored. */
enum arch_x87_store {
    ARCH_X87_NONE,
    ARCH_X87_ALWAYS,
    ARCH_X87_MASKED, /* only if rax says so */
};
enum arch_x87_store arch_x87_store(const struct ir_scan *s, const uint8_t *bytes);

/* Between the two stands what is skipped when rax says that no x87 state was stored. */
uint8_t *arch_emit_x87_test(struct emitter *e);
void arch_emit_x87_test_end(struct emitter *e, uint8_t *site);

/* The commit of a section that the kernel may abort, see core/x86/section.c: the mark before the
 * abort code (returns what arch_emit_section_over needs), the registers as they were, the end of
 * the abort code, and what comes before the instruction (returns where our section starts). */
uint8_t *arch_emit_section_mark(struct emitter *e, uint32_t mark);
void arch_emit_section_restore(struct emitter *e);
void arch_emit_section_over(struct emitter *e, uint8_t *site);
uint8_t *arch_emit_section_arm(struct emitter *e, uintptr_t theirs, uintptr_t ours,
                               const uint8_t *abort);

/* Direct branches.  The returned address is the 4-byte field that arch_patch_branch changes. */
uint8_t *arch_emit_jmp(struct emitter *e);
uint8_t *arch_emit_jcc(struct emitter *e, uint8_t cond);
uint8_t *arch_emit_loop(struct emitter *e, const struct ir_scan *s, const struct arch_source *from);
bool arch_branch_reaches(const uint8_t *site, const uint8_t *target);
void arch_patch_branch(uint8_t *site, const uint8_t *target);
uint8_t *arch_branch_target(const uint8_t *site);

/* A stub leaves the cache for the dispatcher under the number of its exit. */
enum { ARCH_STUB_SIZE = 17 };
void arch_write_stub(uint8_t *at, const uint8_t *unit_base, uint32_t exit_id);
void arch_emit_exit(struct emitter *e, uint32_t exit_id);

/* Calls, returns and indirect jumps. */
void arch_emit_push_return(struct emitter *e, app_addr ret_addr);
void arch_emit_ret(struct emitter *e, const struct ir_scan *s);

/* A return to a landing that follows right here. */
void arch_emit_ret_inline(struct emitter *e, const struct ir_scan *s);

/* The `aux` of the place of an indirect branch that is about to be emitted. */
unsigned arch_indirect_form(const struct emitter *e, const struct ir_scan *s,
                            const struct arch_source *from);
bool arch_emit_jmp_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from);
bool arch_emit_call_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                        app_addr ret_addr);

/* The check that a landing for `tag` begins with: returns the address after the check, where the
 * full lookup enters; falls through to the code for tag. */
uint8_t *arch_emit_landing(struct emitter *e, app_addr tag);

/* The parts of a comparison of a fragment's source with what it was made from; see
 * core/x86/check.c.  What stands at `failed` begins with arch_emit_check_failed; size: 8, 4, 2, 1. */
void arch_emit_data(struct emitter *e, const uint8_t *bytes, size_t size);
void arch_emit_check_failed(struct emitter *e);
void arch_emit_check_begin(struct emitter *e);
void arch_emit_check(struct emitter *e, app_addr source, const uint8_t *expected, unsigned size,
                     const uint8_t *failed);
void arch_emit_check_end(struct emitter *e);

/* Puts right the registers of an instruction that was interrupted at cache offset `into` bytes
 * into its sequence. */
void arch_translate(enum xl_kind kind, uint8_t aux, size_t into, const struct thread *t,
                    struct mcontext *mc);

/* Whether a thread that was interrupted there by something from outside has its state complete
 * after arch_translate: instructions that take long. */
bool arch_may_restart(enum xl_kind kind, size_t into);

/* The ranges of shared code, for those who find a thread there. */
bool arch_pc_in_enter(uintptr_t pc);
bool arch_pc_in_exit(uintptr_t pc);
bool arch_pc_in_lookup(uintptr_t pc);
/* Of the flags register: trap after each instruction, and no breakpoint at the next one. */
enum { ARCH_FLAG_STEP = 0x100, ARCH_FLAG_RESUME = 0x10000 };
bool arch_pc_in_call(uintptr_t pc); /* where a clean call saves and restores the application's registers */
bool arch_pc_in_call_end(uintptr_t pc); /* the end of a clean call, behind its look at TLS_PENDING */
uintptr_t arch_abort_pc(void);

/* Calls arch_upcalls.again for the calling thread, at the top of its stack. */
_Noreturn void arch_call_again(void);

/* Carries an instruction out in C, on t->mc; `at` holds its bytes and its own pc.  Nothing has
 * changed unless the result is ARCH_EMULATED. */
enum arch_emulated {
    ARCH_EMULATED,     /* t->mc.pc says where it goes on */
    ARCH_FAULTED,
    ARCH_OTHER_MODE,   /* it would go on in 32-bit code */
    ARCH_NOT_EMULATED, /* not known here */
};
struct arch_fault {
    enum os_fault fault;
    uintptr_t addr; /* or an error code, for OS_FAULT_PROTECTED */
    bool is_access; /* of memory: addr could not be read, or written */
    bool is_write;
};
enum arch_emulated arch_emulate(struct thread *t, const struct ir_scan *s,
                                const struct arch_source *at, struct arch_fault *f);

/* Memory of the application's of which a copy is changed in its place. */
struct arch_window {
    uintptr_t start;
    size_t size; /* at least 1 KB on both sides of where the store begins */
    uint8_t *copy;
    size_t compared; /* of an instruction that compares first: as many bytes */
};

/* Carries the instruction out, with its store made to w's copy.  mc is then as it is behind it; a repeated
 * instruction may have to go on elsewhere, then mc->pc is still its own.  room: where code can be put that runs
 * only here, ARCH_MAX_SEQUENCE bytes. */
enum arch_redirected {
    ARCH_REDIRECTED,
    ARCH_COMPARED_UNEQUAL, /* it stores only if it finds what it expects there, which it does not */
    ARCH_NOT_REDIRECTED,   /* it is none of the usual stores; nothing has changed */
};
enum arch_redirected arch_redirect(struct mcontext *mc, const struct ir_scan *s, const struct arch_source *at,
                                   struct arch_window *w, uint8_t *room);

/* Copies whole instructions of the `size` bytes that belong at `at` to another place, at least `least` bytes of
 * them, and behind them a jump to what follows.  False: that cannot be. */
bool arch_relocate(uint8_t *to, const uint8_t *bytes, size_t size, uintptr_t at, size_t least);

/* Whether the processor takes it for an address at all. */
bool arch_is_address(uintptr_t pc);

/* Whether an access behind the landing table faulted: an indirect branch to what is hardly an
 * address.  mc is then changed to what it would be behind the branch, without its pc; returns where the
 * branch leads. */
bool arch_is_guard_fault(const struct mcontext *mc);
uintptr_t arch_finish_branch(const struct thread *t, struct mcontext *mc);

/* After an exit by an indirect branch: the lower half of the cache pc of the branch, 0: not known. */
uint32_t arch_branch_noted(const struct thread *t);

/* Whether the instruction, of which PRESENT bytes can be fetched, faults without the others. */
bool arch_faults_early(const struct ir_scan *s, size_t present);

/* The x87 state has been stored by the instruction: corrects the address in it. */
void arch_fix_x87_pc(struct thread *t, const struct ir_scan *s, const struct arch_source *at,
                     uintptr_t (*app_pc)(uintptr_t pc, bool is_low_half));

/* Where threads that leave the cache go, on the runtime's stack with the application in t->mc;
 * set once at start. */
struct arch_upcalls {
    void (*exited)(struct thread *t); /* an exit was taken: TLS_EXIT_ID says which */
    void (*again)(struct thread *t);  /* t->next says where to go on */
    /* A clean call has ended with TLS_PENDING set: the thread goes on at cache_pc with t->mc. */
    void (*after_client)(struct thread *t, uintptr_t cache_pc);
};
extern struct arch_upcalls arch_upcalls;

/* Around calls of client code: the application's vector state is kept away from it.  A call within
 * a call saves nothing; leave gets what enter said.
 * Context: runtime, on the thread's own stack */
void arch_vector_init(void);
void arch_vector_create(struct thread *t);
void arch_vector_destroy(struct thread *t);
bool arch_client_enter(struct thread *t);
void arch_client_leave(struct thread *t, bool entered);

/* The state kept for a thread whose client code runs: its first 512 bytes, in fxsave's form.  NULL: it is
 * in the processor. */
const uint8_t *arch_saved_vectors(struct thread *t);

/* The kept state, to read and to change: the multimedia part of a machine context. */
struct _dr_mcontext_t;
void arch_vector_get(struct thread *t, struct _dr_mcontext_t *mc);
void arch_vector_set(struct thread *t, const struct _dr_mcontext_t *mc);
bool arch_has_zmm(void);

/* Enters the cache at `to` with t->mc. */
_Noreturn void arch_enter(struct thread *t, const uint8_t *to);

#endif
