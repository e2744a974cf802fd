/* tests/drmgr/order_client.c - callbacks of all kinds tell in which order they are called.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/clients/check.h"

#include "drmgr.h"

#include <string.h>

static char said[512];

static void
say(char c)
{
    size_t n = strlen(said);

    if (n + 1 < sizeof said)
        said[n] = c;
}

/* ---- order by number and name ---- */

#define SAYER(c) \
    static void say_##c(void *drcontext) { (void)drcontext; say(#c[0]); }
SAYER(a) SAYER(b) SAYER(c) SAYER(d) SAYER(e) SAYER(f) SAYER(g)

static void
say_data(void *drcontext, void *user_data)
{
    (void)drcontext;
    say(*(const char *)user_data);
}

static bool
add(void (*func)(void *), const char *name, const char *before, const char *after, int priority)
{
    drmgr_priority_t p = { sizeof p, name, before, after, priority };

    return drmgr_register_thread_init_event_ex(func, &p);
}

static void
register_order(void)
{
    static const char mark = 'x';
    drmgr_priority_t last = { sizeof last, "last", NULL, NULL, 1000 };

    CHECK(drmgr_register_thread_init_event(say_d)); /* number 0, without a name */
    CHECK(add(say_e, "e", NULL, NULL, 0));           /* the same number: behind */
    CHECK(add(say_a, "a", NULL, NULL, -5));
    CHECK(add(say_g, "g", NULL, NULL, 7));
    CHECK(add(say_c, "c", "e", "a", 50));            /* the number says last, the names say otherwise */
    CHECK(add(say_b, "b", "a", NULL, 3));            /* before a */
    CHECK(!add(say_f, "a", NULL, NULL, 1));          /* the name is taken */
    CHECK(!add(say_f, "f", "a", "g", 1));            /* between g and a: nowhere */
    CHECK(add(say_f, "f", NULL, "later", -100));
    CHECK(drmgr_register_thread_init_event_user_data(say_data, &last, (void *)&mark));
    CHECK(add(say_e, "later", NULL, NULL, 2));       /* f has asked to follow it: f came first */
    CHECK(!drmgr_unregister_thread_init_event_user_data((void (*)(void *, void *))(void (*)(void))say_a));
}

/* ---- phases ---- */

static int analyses, blocks_in_app2app;
static uint64 visited, first_seen, last_seen, opcode_seen, first_labels;
static void *kept_for_insertion = &analyses;

static dr_emit_flags_t
app2app(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag, (void)bb, (void)for_trace, (void)translating;
    CHECK(drmgr_current_bb_phase(drcontext) == DRMGR_PHASE_APP2APP);
    CHECK(!drmgr_is_first_instr(drcontext, instrlist_first(bb)));
    blocks_in_app2app++;
    return DR_EMIT_DEFAULT;
}

static dr_emit_flags_t
analysis(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating, void **user_data)
{
    (void)tag, (void)bb, (void)for_trace, (void)translating;
    CHECK(drmgr_current_bb_phase(drcontext) == DRMGR_PHASE_ANALYSIS);
    CHECK(*user_data == NULL);
    *user_data = kept_for_insertion;
    analyses++;
    CHECK(analyses == blocks_in_app2app);
    return DR_EMIT_DEFAULT;
}

static dr_emit_flags_t
insertion(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace, bool translating, void *user_data)
{
    (void)tag, (void)for_trace, (void)translating;
    CHECK(user_data == kept_for_insertion);
    CHECK(drmgr_current_bb_phase(drcontext) == DRMGR_PHASE_INSERTION);
    visited++;
    if (drmgr_is_first_instr(drcontext, inst)) {
        first_seen++;
        first_labels += instr_is_label(inst);
        CHECK(instr_get_prev_app(inst) == NULL);
    }
    if (drmgr_is_last_instr(drcontext, inst)) {
        last_seen++;
        CHECK(instr_get_next(inst) == NULL);
        CHECK(drmgr_disable_auto_predication(drcontext, bb));
    }
    instrlist_meta_preinsert(bb, inst, INSTR_CREATE_nop(drcontext)); /* not to be visited */
    CHECK(instr_is_app(inst));
    CHECK(drmgr_orig_app_instr_for_fetch(drcontext) == inst && drmgr_orig_app_instr_for_operands(drcontext) == inst);
    return DR_EMIT_DEFAULT;
}

static dr_emit_flags_t
at_prefetch(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace, bool translating, void *user_data)
{
    (void)drcontext, (void)tag, (void)bb, (void)for_trace, (void)translating;
    CHECK(instr_get_opcode(inst) == OP_prefetcht0 && user_data == &opcode_seen);
    opcode_seen++;
    return DR_EMIT_DEFAULT;
}

/* All phases of one registration share a value, apart from what others keep. */
static int whole[5];

static dr_emit_flags_t
whole_app2app(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating, void **user_data)
{
    (void)drcontext, (void)tag, (void)bb, (void)for_trace, (void)translating;
    CHECK(*user_data == NULL);
    *user_data = &whole;
    whole[0]++;
    return DR_EMIT_DEFAULT;
}

#define WHOLE(name, phase, number)                                                                                 \
    static dr_emit_flags_t name(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating, void *user_data) \
    {                                                                                                              \
        (void)tag, (void)bb, (void)for_trace, (void)translating;                                                   \
        CHECK(user_data == &whole && drmgr_current_bb_phase(drcontext) == phase);                                  \
        whole[number]++;                                                                                           \
        CHECK(whole[number] == whole[0]);                                                                          \
        return DR_EMIT_DEFAULT;                                                                                    \
    }
WHOLE(whole_analysis, DRMGR_PHASE_ANALYSIS, 1)
WHOLE(whole_instru2instru, DRMGR_PHASE_INSTRU2INSTRU, 3)
WHOLE(whole_meta, DRMGR_PHASE_META_INSTRU, 4)

static dr_emit_flags_t
whole_insertion(void *drcontext, void *tag, instrlist_t *bb, instr_t *inst, bool for_trace, bool translating, void *user_data)
{
    (void)drcontext, (void)tag, (void)bb, (void)inst, (void)for_trace, (void)translating;
    CHECK(user_data == &whole);
    whole[2]++;
    return DR_EMIT_DEFAULT;
}

static dr_emit_flags_t
never(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)drcontext, (void)tag, (void)bb, (void)for_trace, (void)translating;
    say('!');
    return DR_EMIT_DEFAULT;
}

static drmgr_instru_events_t events = { sizeof events, whole_app2app, whole_analysis, whole_insertion, whole_instru2instru, whole_meta };

static void
register_blocks(void)
{
    drmgr_priority_t named = { sizeof named, "mine", NULL, NULL, 0 };

    CHECK(drmgr_register_bb_app2app_event(app2app, &named));
    CHECK(drmgr_register_bb_instrumentation_event(analysis, insertion, &named)); /* another list: the name is free */
    CHECK(!drmgr_register_bb_instrumentation_event(NULL, NULL, NULL));
    CHECK(!drmgr_register_bb_instrumentation_event(analysis, NULL, &named));
    CHECK(drmgr_register_opcode_instrumentation_event(at_prefetch, OP_prefetcht0, NULL, &opcode_seen));
    CHECK(drmgr_register_bb_instrumentation_all_events(&events, NULL));
    CHECK(drmgr_register_bb_instru2instru_event(never, NULL) && drmgr_unregister_bb_instru2instru_event(never));
    CHECK(!drmgr_unregister_bb_instru2instru_event(never) && !drmgr_unregister_bb_app2app_event(never));
    CHECK(drmgr_register_bb_meta_instru_event(never, NULL) && drmgr_unregister_bb_meta_instru_event(never));
}

/* ---- system calls ---- */

static int getpids, made, undone, filtered;

static bool
filter_none(void *drcontext, int sysnum)
{
    (void)drcontext, (void)sysnum;
    filtered++;
    return false;
}

static bool
filter_getpid(void *drcontext, int sysnum)
{
    (void)drcontext;
    return sysnum == 39;
}

static bool
before_say(void *drcontext, int sysnum)
{
    (void)drcontext, (void)sysnum;
    getpids++;
    return true;
}

static bool
before_skip(void *drcontext, int sysnum, void *user_data)
{
    (void)sysnum;
    CHECK(user_data == &undone);
    if (undone++ > 0)
        return true;
    dr_syscall_set_result(drcontext, 1);
    return false;
}

static void
after(void *drcontext, int sysnum)
{
    (void)drcontext, (void)sysnum;
    made++;
}

/* ---- the end ---- */

static void
at_exit(void)
{
    CHECK(strcmp(said, "efbadcegx") == 0 || (dr_fprintf(STDERR, "order: %s\n", said), false));
    CHECK(analyses > 0 && analyses == (int)first_seen && analyses == (int)last_seen && first_labels == 0);
    CHECK(whole[0] == analyses && whole[4] == analyses && whole[2] == (int)visited);
    CHECK(opcode_seen > 0);
    CHECK(getpids == 3 && undone == 3 && made == 2 && filtered > 0);
    CHECK(drmgr_unregister_bb_app2app_event(app2app) && drmgr_unregister_bb_instrumentation_event(analysis));
    CHECK(!drmgr_unregister_bb_insertion_event(insertion)); /* has gone with its analysis */
    CHECK(drmgr_unregister_bb_instrumentation_all_events(&events) && !drmgr_unregister_bb_instrumentation_all_events(&events));
    CHECK(drmgr_unregister_opcode_instrumentation_event(at_prefetch, OP_prefetcht0));
    CHECK(drmgr_unregister_pre_syscall_event_user_data(before_skip) && !drmgr_unregister_pre_syscall_event_user_data(before_skip));
    drmgr_exit();
    dr_fprintf(STDERR, "%s, %d failures\n", checks > 100 ? "many checks" : "few checks", failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    CHECK(drmgr_init());
    register_order();
    register_blocks();
    CHECK(drmgr_register_filter_syscall_event(filter_none) && drmgr_register_filter_syscall_event(filter_getpid));
    CHECK(drmgr_register_pre_syscall_event(before_say) && drmgr_register_post_syscall_event(after));
    CHECK(drmgr_register_pre_syscall_event_user_data(before_skip, NULL, &undone));
    CHECK(drmgr_register_exit_event(at_exit));
}
