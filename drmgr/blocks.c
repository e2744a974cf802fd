/* drmgr/blocks.c - the five phases of a block. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"
#include "drmgr/thread.h"

#include <string.h>

/* Callbacks that were registered together share a slot: the place of their user_data while a block is
 * being made. */
enum { SLOTS_MOST = 256 };
static int slot_taken[SLOTS_MOST];
static unsigned slots_used; /* all that were ever taken lie below */

enum phase_list { LIST_APP2APP, LIST_ANALYSIS, LIST_INSERTION, LIST_INSTRU2INSTRU, LIST_META_INSTRU, LIST_COUNT };
static struct callback_list lists[LIST_COUNT];
static struct callback_list *by_opcode[OP_LAST + 1]; /* made when first asked for */
static int opcodes_wanted; /* callbacks in all of these */

/* What the callbacks of one block get. */
struct block {
    void *drcontext, *tag;
    instrlist_t *bb;
    bool for_trace, translating;
    void **user_data;
    dr_emit_flags_t flags;
};

static unsigned
take_slot(void)
{
    for (unsigned i = 0; i < SLOTS_MOST; i++) {
        int before = 0;
        if (!__atomic_compare_exchange_n(&slot_taken[i], &before, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            continue;
        unsigned used = __atomic_load_n(&slots_used, __ATOMIC_RELAXED);
        while (used < i + 1 && !__atomic_compare_exchange_n(&slots_used, &used, i + 1, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            ;
        return i;
    }
    return SLOTS_MOST;
}

static void
give_slot(unsigned slot)
{
    __atomic_store_n(&slot_taken[slot], 0, __ATOMIC_RELEASE);
}

/* ---- the phases ---- */

static void
add_flags(struct block *b, dr_emit_flags_t flags)
{
    b->flags = (dr_emit_flags_t)(b->flags | flags);
}

/* `takes_data` marks, here, those which see user_data. */
static void
run_app2app(struct block *b)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&lists[LIST_APP2APP])) {
        if (c->takes_data)
            add_flags(b, ((drmgr_app2app_ex_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating, &b->user_data[c->slot]));
        else
            add_flags(b, ((drmgr_xform_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating));
    }
}

/* Here: those that get the value; the others may set it. */
static void
run_analysis(struct block *b)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&lists[LIST_ANALYSIS])) {
        if (c->takes_data)
            add_flags(b, ((drmgr_ilist_ex_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating, b->user_data[c->slot]));
        else
            add_flags(b, ((drmgr_analysis_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating, &b->user_data[c->slot]));
    }
}

static void
run_whole(struct block *b, enum phase_list which)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&lists[which])) {
        if (c->takes_data)
            add_flags(b, ((drmgr_ilist_ex_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating, b->user_data[c->slot]));
        else
            add_flags(b, ((drmgr_xform_cb_t)c->func)(b->drcontext, b->tag, b->bb, b->for_trace, b->translating));
    }
}

static struct callback_array *
opcode_callbacks(instr_t *instr)
{
    int opcode;
    struct callback_list *list;

    if (__atomic_load_n(&opcodes_wanted, __ATOMIC_ACQUIRE) == 0)
        return NULL;
    opcode = instr_get_opcode(instr);
    list = opcode < 0 || opcode > OP_LAST ? NULL : __atomic_load_n(&by_opcode[opcode], __ATOMIC_ACQUIRE);
    return list == NULL ? NULL : callbacks_now(list);
}

/* Both lists are in order; of equal numbers, those for all instructions come first. */
static void
insert_at(struct block *b, instr_t *instr, const struct callback_array *all)
{
    const struct callback_array *special = opcode_callbacks(instr);
    size_t i = 0, n = all == NULL ? 0 : all->count, k = 0, m = special == NULL ? 0 : special->count;

    while (i < n || k < m) {
        bool is_special = i == n || (k < m && special->callback[k].priority.priority < all->callback[i].priority.priority);
        const struct callback *c = is_special ? &special->callback[k++] : &all->callback[i++];
        void *data = is_special ? c->data : b->user_data[c->slot];
        add_flags(b, ((drmgr_insertion_cb_t)c->func)(b->drcontext, b->tag, b->bb, instr, b->for_trace, b->translating, data));
    }
}

static instr_t *
first_nonlabel(instrlist_t *bb)
{
    instr_t *i = instrlist_first(bb);

    while (i != NULL && instr_is_label(i))
        i = instr_get_next(i);
    return i;
}

static void
run_insertion(struct block *b, struct thread *t)
{
    const struct callback_array *all = callbacks_now(&lists[LIST_INSERTION]);

    t->first_instr = instrlist_first(b->bb);
    t->first_nonlabel = first_nonlabel(b->bb);
    t->last_instr = instrlist_last(b->bb);
    t->is_emulating = false;
    for (instr_t *i = t->first_instr, *next; i != NULL; i = next) {
        next = instr_get_next(i); /* what is inserted is not visited */
        t->at = i;
        emulation_enter(b->drcontext, i);
        insert_at(b, i, all);
        emulation_leave(b->drcontext, i);
    }
    t->at = t->first_instr = t->first_nonlabel = t->last_instr = NULL;
    t->is_emulating = false;
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    void *user_data[SLOTS_MOST];
    struct block b = { drcontext, tag, bb, for_trace, translating, user_data, DR_EMIT_DEFAULT };
    struct thread *t;

    if (thread_of(drcontext) == NULL) /* a thread from before the manager */
        thread_create(drcontext);
    t = thread_of(drcontext);
    memset(user_data, 0, __atomic_load_n(&slots_used, __ATOMIC_ACQUIRE) * sizeof user_data[0]);
    t->phase = DRMGR_PHASE_APP2APP;
    run_app2app(&b);
    t->phase = DRMGR_PHASE_ANALYSIS;
    run_analysis(&b);
    t->phase = DRMGR_PHASE_INSERTION;
    run_insertion(&b, t);
    t->phase = DRMGR_PHASE_INSTRU2INSTRU;
    run_whole(&b, LIST_INSTRU2INSTRU);
    t->phase = DRMGR_PHASE_META_INSTRU;
    run_whole(&b, LIST_META_INSTRU);
    t->phase = DRMGR_PHASE_NONE;
    return b.flags;
}

static void
take_blocks(void)
{
    dr_register_bb_event(on_block);
}

static void
leave_blocks(void)
{
    dr_unregister_bb_event(on_block);
}

static struct hook block_hook = { .take = take_blocks, .leave = leave_blocks };

/* ---- registration ---- */

/* One for each phase, NULL for none; all share a slot, or none is there. */
struct group {
    generic_func func[LIST_COUNT];
    bool takes_data[LIST_COUNT];
};

static void
remove_group(unsigned slot)
{
    for (int i = 0; i < LIST_COUNT; i++)
        callbacks_remove_slot(&lists[i], slot);
    give_slot(slot);
}

static bool
add_group(const struct group *g, const drmgr_priority_t *priority)
{
    unsigned slot = take_slot();
    bool is_any = false;

    if (slot == SLOTS_MOST)
        return false;
    for (int i = 0; i < LIST_COUNT; i++) {
        struct callback c = { g->func[i], NULL, g->takes_data[i], slot, callbacks_priority(priority) };
        if (c.func == NULL)
            continue;
        is_any = true;
        if (!callbacks_add(&lists[i], &c)) {
            remove_group(slot);
            return false;
        }
    }
    if (is_any)
        hook_take(&block_hook);
    else
        give_slot(slot);
    return is_any;
}

static generic_func
func_of_slot(enum phase_list which, unsigned slot)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&lists[which]))
        if (c->slot == slot)
            return c->func;
    return NULL;
}

static bool
is_group(const struct group *g, unsigned slot)
{
    for (int i = 0; i < LIST_COUNT; i++)
        if (func_of_slot((enum phase_list)i, slot) != g->func[i])
            return false;
    return true;
}

static bool
remove_same_group(const struct group *g)
{
    for (int i = 0; i < LIST_COUNT; i++) {
        FOR_EACH_CALLBACK(c, callbacks_now(&lists[i])) {
            if (c->func == g->func[i] && is_group(g, c->slot)) {
                remove_group(c->slot);
                return true;
            }
        }
    }
    return false;
}

/* With all that it was registered with. */
static bool
remove_by(enum phase_list which, generic_func func, bool takes_data)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&lists[which])) {
        if (c->func == func && c->takes_data == takes_data) {
            remove_group(c->slot);
            return true;
        }
    }
    return false;
}

#define XFORM(name, which)                                                                     \
    bool drmgr_register_bb_##name##_event(drmgr_xform_cb_t func, drmgr_priority_t *priority)   \
    {                                                                                          \
        struct group g = { .func = { [which] = (generic_func)func } };                         \
        return add_group(&g, priority);                                                        \
    }                                                                                          \
    bool drmgr_unregister_bb_##name##_event(drmgr_xform_cb_t func)                             \
    {                                                                                          \
        return remove_by(which, (generic_func)func, false);                                    \
    }
XFORM(app2app, LIST_APP2APP)
XFORM(instru2instru, LIST_INSTRU2INSTRU)
XFORM(meta_instru, LIST_META_INSTRU)

bool
drmgr_register_bb_instrumentation_event(drmgr_analysis_cb_t analysis_func, drmgr_insertion_cb_t insertion_func,
                                        drmgr_priority_t *priority)
{
    struct group g = { .func = { [LIST_ANALYSIS] = (generic_func)analysis_func, [LIST_INSERTION] = (generic_func)insertion_func } };

    return add_group(&g, priority);
}

bool
drmgr_unregister_bb_instrumentation_event(drmgr_analysis_cb_t func)
{
    return remove_by(LIST_ANALYSIS, (generic_func)func, false);
}

bool
drmgr_unregister_bb_insertion_event(drmgr_insertion_cb_t func)
{
    return remove_by(LIST_INSERTION, (generic_func)func, false);
}

static struct group
group_of(const drmgr_instru_events_t *e)
{
    return (struct group){
        .func = { (generic_func)e->app2app_func, (generic_func)e->analysis_func, (generic_func)e->insertion_func,
                  (generic_func)e->instru2instru_func, (generic_func)e->meta_instru_func },
        .takes_data = { true, true, false, true, true },
    };
}

bool
drmgr_register_bb_instrumentation_all_events(drmgr_instru_events_t *events, drmgr_priority_t *priority)
{
    struct group g;

    if (events == NULL || events->struct_size < sizeof *events)
        return false;
    g = group_of(events);
    return add_group(&g, priority);
}

bool
drmgr_unregister_bb_instrumentation_all_events(drmgr_instru_events_t *events)
{
    struct group g;

    if (events == NULL || events->struct_size < sizeof *events)
        return false;
    g = group_of(events);
    return remove_same_group(&g);
}

bool
drmgr_register_bb_instrumentation_ex_event(drmgr_app2app_ex_cb_t app2app_func, drmgr_ilist_ex_cb_t analysis_func,
                                           drmgr_insertion_cb_t insertion_func, drmgr_ilist_ex_cb_t instru2instru_func,
                                           drmgr_priority_t *priority)
{
    drmgr_instru_events_t e = { sizeof e, app2app_func, analysis_func, insertion_func, instru2instru_func, NULL };

    return drmgr_register_bb_instrumentation_all_events(&e, priority);
}

bool
drmgr_unregister_bb_instrumentation_ex_event(drmgr_app2app_ex_cb_t app2app_func, drmgr_ilist_ex_cb_t analysis_func,
                                             drmgr_insertion_cb_t insertion_func, drmgr_ilist_ex_cb_t instru2instru_func)
{
    drmgr_instru_events_t e = { sizeof e, app2app_func, analysis_func, insertion_func, instru2instru_func, NULL };

    return drmgr_unregister_bb_instrumentation_all_events(&e);
}

static struct callback_list *
list_of_opcode(int opcode)
{
    struct callback_list *mine, *there = NULL;

    if (by_opcode[opcode] != NULL)
        return by_opcode[opcode];
    mine = dr_global_alloc(sizeof *mine);
    mine->now = NULL;
    if (__atomic_compare_exchange_n(&by_opcode[opcode], &there, mine, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return mine;
    dr_global_free(mine, sizeof *mine);
    return there;
}

bool
drmgr_register_opcode_instrumentation_event(drmgr_opcode_insertion_cb_t func, int opcode, drmgr_priority_t *priority,
                                            void *user_data)
{
    struct callback c = { (generic_func)func, user_data, true, 0, callbacks_priority(priority) };

    if (opcode < 0 || opcode > OP_LAST || !callbacks_add(list_of_opcode(opcode), &c))
        return false;
    __atomic_fetch_add(&opcodes_wanted, 1, __ATOMIC_RELEASE);
    hook_take(&block_hook);
    return true;
}

bool
drmgr_unregister_opcode_instrumentation_event(drmgr_opcode_insertion_cb_t func, int opcode)
{
    if (opcode < 0 || opcode > OP_LAST || by_opcode[opcode] == NULL ||
        !callbacks_remove(by_opcode[opcode], (generic_func)func, true))
        return false;
    __atomic_fetch_sub(&opcodes_wanted, 1, __ATOMIC_RELEASE);
    return true;
}

void
blocks_exit(void)
{
    hook_reset(&block_hook);
    for (int i = 0; i < LIST_COUNT; i++)
        callbacks_clear(&lists[i]);
    for (int i = 0; i <= OP_LAST; i++) {
        if (by_opcode[i] == NULL)
            continue;
        callbacks_clear(by_opcode[i]);
        dr_global_free(by_opcode[i], sizeof *by_opcode[i]);
        by_opcode[i] = NULL;
    }
    opcodes_wanted = 0;
    slots_used = 0;
    memset(slot_taken, 0, sizeof slot_taken);
}

/* ---- what can be asked meanwhile ---- */

drmgr_bb_phase_t
drmgr_current_bb_phase(void *drcontext)
{
    struct thread *t = thread_of(drcontext);

    return t == NULL ? DRMGR_PHASE_NONE : t->phase;
}

static struct thread *
inserting(void *drcontext, instr_t *instr)
{
    struct thread *t = thread_of(drcontext);

    return t != NULL && t->phase == DRMGR_PHASE_INSERTION && instr != NULL ? t : NULL;
}

bool
drmgr_is_first_instr(void *drcontext, instr_t *instr)
{
    struct thread *t = inserting(drcontext, instr);

    return t != NULL && instr == t->first_instr;
}

bool
drmgr_is_first_nonlabel_instr(void *drcontext, instr_t *instr)
{
    struct thread *t = inserting(drcontext, instr);

    return t != NULL && instr == t->first_nonlabel;
}

bool
drmgr_is_last_instr(void *drcontext, instr_t *instr)
{
    struct thread *t = inserting(drcontext, instr);

    return t != NULL && instr == t->last_instr;
}

bool
drmgr_disable_auto_predication(void *drcontext, instrlist_t *ilist)
{
    if (drmgr_current_bb_phase(drcontext) != DRMGR_PHASE_INSERTION)
        return false;
    instrlist_set_auto_predicate(ilist, DR_PRED_NONE);
    return true;
}
