/* clients/ahead.c - whether the code that a block jumps to needs the flags. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A block that was made with this knowledge stays when the code behind its jump changes. So only code
 * is looked at that does not change: the text of executables and libraries, while they are mapped. */
#include "clients/ahead.h"

#include "clients/at_fork.h"
#include "clients/segments.h"
#include "clients/thread_data.h"

enum {
    MOST_TEXTS = 128,
    MOST_INSTRS = 8, /* looked at behind one jump */
    MOST_JUMPS = 2,  /* gone through */
    WINDOW = 64,     /* bytes of code */
    LONGEST = 16,
    ANSWERS = 1024,
};

static struct {
    app_pc start, end;
} texts[MOST_TEXTS]; /* guarded by lock, as are the next */
static int text_count;
static struct answer {
    app_pc pc;
    bool is_dead;
} answers[ANSWERS]; /* found lately; all forgotten when texts come or go */
static uint changes; /* of texts */
static void *lock;

static void
forget_answers(void)
{
    changes++;
    for (int i = 0; i < ANSWERS; i++)
        answers[i].pc = NULL;
}

static void
on_module_load(void *drcontext, const module_data_t *info, bool loaded)
{
    const uint prot = DR_MEMPROT_READ | DR_MEMPROT_WRITE | DR_MEMPROT_EXEC;
    struct segment parts[MOST_SEGMENTS];
    uint count = segments_of(info, parts);

    (void)drcontext;
    (void)loaded;
    dr_mutex_lock(lock);
    for (uint i = 0; i < count && text_count < MOST_TEXTS; i++) {
        if ((parts[i].prot & prot) != (DR_MEMPROT_READ | DR_MEMPROT_EXEC))
            continue;
        texts[text_count].start = parts[i].start;
        texts[text_count++].end = parts[i].end;
    }
    forget_answers();
    dr_mutex_unlock(lock);
}

static void
on_module_unload(void *drcontext, const module_data_t *info)
{
    (void)drcontext;
    dr_mutex_lock(lock);
    for (int i = text_count - 1; i >= 0; i--)
        if (texts[i].start >= info->start && texts[i].end <= info->end)
            texts[i] = texts[--text_count];
    forget_answers();
    dr_mutex_unlock(lock);
}

static void
on_fork(void *drcontext)
{
    bool was_held;

    (void)drcontext;
    lock = mutex_after_fork(lock, &was_held);
    if (!was_held)
        return;
    text_count = 0;
    forget_answers();
}

void
ahead_init(void)
{
    lock = dr_mutex_create();
    at_fork(on_fork);
    dr_register_module_load_event(on_module_load);
    dr_register_module_unload_event(on_module_unload);
}

/* How many bytes at PC belong to a text, at most WINDOW. */
static size_t
text_at(app_pc pc)
{
    size_t size = 0;

    dr_mutex_lock(lock);
    for (int i = 0; i < text_count && size == 0; i++)
        if (pc >= texts[i].start && pc < texts[i].end)
            size = (size_t)(texts[i].end - pc);
    dr_mutex_unlock(lock);
    return size < WINDOW ? size : WINDOW;
}

/* Where a direct jump or call goes; NULL: I is none. */
static app_pc
target_of(instr_t *i)
{
    return i != NULL && (instr_is_ubr(i) || instr_is_call_direct(i)) ? instr_get_branch_target_pc(i) : NULL;
}

static bool
changes_course(instr_t *i)
{
    return instr_is_cti(i) || instr_is_syscall(i) || instr_is_interrupt(i);
}

/* Looks at the instructions in CODE, SIZE bytes that belong at PC, until no flag is NEEDED any more or
 * one is read, which makes it false. *NEXT: where it goes on; NULL: it does not. */
static bool
flags_are_dead_within(void *drcontext, instr_t *i, byte *code, size_t size, app_pc pc, uint *needed, app_pc *next)
{
    size_t at = 0;

    *next = NULL;
    for (int n = 0; n < MOST_INSTRS; n++) {
        int length = decode_sizeof(drcontext, code + at, NULL, NULL);
        if (length <= 0 || at + (size_t)length > size)
            return false;
        instr_reset(drcontext, i);
        instr_set_raw_bits(i, code + at, (uint)length);
        uint flags = instr_get_arith_flags(i, DR_QUERY_DEFAULT);
        if ((flags & EFLAGS_READ_ARITH & *needed) != 0)
            return false;
        if (changes_course(i)) {
            instr_reset(drcontext, i);
            decode_from_copy(drcontext, code + at, pc + at, i);
            *next = target_of(i);
            return false;
        }
        *needed &= ~EFLAGS_WRITE_TO_READ(flags & EFLAGS_WRITE_ARITH);
        if (*needed == 0)
            return true;
        at += (size_t)length;
    }
    return false;
}

static bool
flags_are_dead_at(void *drcontext, app_pc pc)
{
    byte code[WINDOW + LONGEST] = { 0 };
    uint needed = EFLAGS_READ_ARITH;
    bool is_dead = false;
    instr_t *i = NULL;

    for (int n = 0; n < MOST_JUMPS && pc != NULL && !is_dead; n++) {
        size_t size = text_at(pc);
        if (size == 0 || !dr_safe_read(pc, size, code, NULL))
            break;
        if (i == NULL)
            i = instr_create(drcontext);
        is_dead = flags_are_dead_within(drcontext, i, code, size, pc, &needed, &pc);
    }
    if (i != NULL)
        instr_destroy(drcontext, i);
    return is_dead;
}

/* Many blocks lead to the same code. */
bool
ahead_flags_are_dead(void *drcontext, instrlist_t *bb)
{
    app_pc pc = target_of(instrlist_last_app(bb));
    bool is_known, is_dead;
    uint before;

    if (pc == NULL)
        return false;
    struct answer *a = &answers[((ptr_uint_t)pc >> 2 ^ (ptr_uint_t)pc >> 12) % ANSWERS];
    dr_mutex_lock(lock);
    is_known = a->pc == pc;
    is_dead = a->is_dead;
    before = changes;
    dr_mutex_unlock(lock);
    if (is_known)
        return is_dead;
    is_dead = flags_are_dead_at(drcontext, pc);
    dr_mutex_lock(lock);
    if (changes == before) {
        a->pc = pc;
        a->is_dead = is_dead;
    }
    dr_mutex_unlock(lock);
    return is_dead;
}
