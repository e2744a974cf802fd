/* os/linux/image_stack.c - a new program's stack, laid out as the kernel does. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the top of the stack's memory downwards:
 *
 *   one zero word
 *   AT_EXECFN's string
 *   the strings of the environment, the first one lowest
 *   the strings of the arguments, likewise
 *   (a random distance), to a multiple of 16
 *   AT_PLATFORM's string
 *   AT_RANDOM's 16 bytes
 *   auxv, NULL, envp, NULL, argv, argc     <- the stack pointer, a multiple of 16
 *
 * The old contents lie in the same place in almost the same order, so everything is first
 * collected in pages of its own.
 */
#include "os/linux/image_stack.h"
#include "os/base/string.h"
#include "os/mem.h"

#include <linux/auxvec.h>

enum { RANDOM_BYTES = 16, PLATFORM_ROOM = 64, STACK_ALIGN = 16 };

/* Everything that goes onto the stack, away from it. */
struct collection {
    char *strings; /* arguments, environment, execfn */
    size_t arg_size, env_size, size;
    size_t argc, envc;
    struct aux *auxv;
    size_t auxc; /* with AT_NULL */
    char random[RANDOM_BYTES];
    char platform[PLATFORM_ROOM];
    size_t platform_size; /* 0: none */
    void *pages;
    size_t pages_size;
};

struct aux *
aux_find(struct aux *auxv, uintptr_t type)
{
    for (; auxv->type != AT_NULL; auxv++)
        if (auxv->type == type)
            return auxv;
    return NULL;
}

static void
measure(const struct stack_plan *plan, struct collection *c)
{
    c->argc = plan->front_count + plan->argc;
    for (unsigned i = 0; i < plan->front_count; i++)
        c->arg_size += strlen(plan->front[i]) + 1;
    for (unsigned i = 0; i < plan->argc; i++)
        c->arg_size += strlen(plan->argv[i]) + 1;
    for (; plan->envp[c->envc] != NULL; c->envc++)
        c->env_size += strlen(plan->envp[c->envc]) + 1;
    c->size = c->arg_size + c->env_size + strlen(plan->execfn) + 1;
    while (plan->auxv[c->auxc++].type != AT_NULL) {
    }
}

static char *
add_string(char *to, const char *s)
{
    size_t size = strlen(s) + 1;

    memcpy(to, s, size);
    return to + size;
}

static bool
collect(const struct stack_plan *plan, struct collection *c)
{
    measure(plan, c);
    size_t auxv_bytes = c->auxc * sizeof(struct aux);
    c->pages_size = auxv_bytes + c->size;
    c->pages = os_mem_alloc(c->pages_size, OS_PROT_READ | OS_PROT_WRITE);
    if (c->pages == NULL)
        return false;
    c->auxv = c->pages;
    memcpy(c->auxv, plan->auxv, auxv_bytes);

    char *p = c->strings = (char *)c->pages + auxv_bytes;
    for (unsigned i = 0; i < plan->front_count; i++)
        p = add_string(p, plan->front[i]);
    for (unsigned i = 0; i < plan->argc; i++)
        p = add_string(p, plan->argv[i]);
    for (size_t i = 0; i < c->envc; i++)
        p = add_string(p, plan->envp[i]);
    add_string(p, plan->execfn);

    const struct aux *a = aux_find(c->auxv, AT_RANDOM);
    if (a != NULL)
        memcpy(c->random, (const void *)a->value, RANDOM_BYTES);
    a = aux_find(c->auxv, AT_PLATFORM);
    if (a != NULL && string_copy(c->platform, (const char *)a->value, PLATFORM_ROOM))
        c->platform_size = strlen(c->platform) + 1;
    return true;
}

/* Writes the addresses of COUNT strings that lie one behind the other at AT, and a NULL.
 * Returns the place behind it. */
static uintptr_t *
put_vector(uintptr_t *to, size_t count, uintptr_t at)
{
    while (count-- > 0) {
        *to++ = at;
        at += strlen((const char *)at) + 1;
    }
    *to++ = 0;
    return to;
}

static void
set_aux(struct aux *auxv, uintptr_t type, uintptr_t value)
{
    struct aux *a = aux_find(auxv, type);

    if (a != NULL)
        a->value = value;
}

bool
stack_write(const struct stack_plan *plan, struct stack_result *out)
{
    struct collection c = {0};

    if (!collect(plan, &c))
        return false;
    uintptr_t strings = plan->top - sizeof(uintptr_t) - c.size;
    uintptr_t platform =
        align_down(strings - plan->shift, STACK_ALIGN) - c.platform_size;
    uintptr_t random = platform - RANDOM_BYTES;
    size_t vectors = (1 + c.argc + 1 + c.envc + 1) * sizeof(uintptr_t);
    uintptr_t sp = align_down(random - c.auxc * sizeof(struct aux) - vectors, STACK_ALIGN);

    *(uintptr_t *)(plan->top - sizeof(uintptr_t)) = 0;
    memcpy((void *)strings, c.strings, c.size);
    memset((void *)sp, 0, strings - sp);
    memcpy((void *)platform, c.platform, c.platform_size);
    memcpy((void *)random, c.random, RANDOM_BYTES);

    out->sp = sp;
    out->arg_start = strings;
    out->arg_end = out->env_start = strings + c.arg_size;
    out->env_end = out->env_start + c.env_size;

    uintptr_t *p = (uintptr_t *)sp;
    *p++ = c.argc;
    p = put_vector(p, c.argc, out->arg_start);
    p = put_vector(p, c.envc, out->env_start);
    out->auxv = (struct aux *)(void *)p;
    out->auxv_size = c.auxc * sizeof(struct aux);
    memcpy(out->auxv, c.auxv, out->auxv_size);
    set_aux(out->auxv, AT_EXECFN, out->env_end);
    set_aux(out->auxv, AT_RANDOM, random);
    set_aux(out->auxv, AT_PLATFORM, platform);
    os_mem_free(c.pages, c.pages_size);
    return true;
}
