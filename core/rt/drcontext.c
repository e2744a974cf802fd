/* core/rt/drcontext.c - what a client's `drcontext` points to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"

#include "core/rt/heap.h"

/* The list for blocks of a size, which is rounded up: only if the context is the calling thread's,
 * since nobody else may touch its lists. */
static struct kept **
kept_list(struct ir_context *ctx, size_t *size)
{
    size_t class = (*size + KEPT_STEP - 1) / KEPT_STEP - 1;

    if (class >= KEPT_CLASSES)
        return NULL;
    *size = (class + 1) * KEPT_STEP;
    struct drcontext *c = drcontext_self();
    return c != NULL && ctx == &c->ir ? &c->kept[class] : NULL;
}

static void *
take(struct ir_context *ctx, size_t size)
{
    struct kept **list = kept_list(ctx, &size);

    if (list == NULL || *list == NULL)
        return heap_alloc(size);
    struct kept *k = *list;
    *list = k->next;
    return k;
}

static void
give_back(struct ir_context *ctx, void *p, size_t size)
{
    if (p == NULL)
        return;
    struct kept **list = kept_list(ctx, &size);
    if (list == NULL) {
        heap_free(p, size);
        return;
    }
    struct kept *k = p;
    k->next = *list;
    *list = k;
}

static void
free_kept(struct drcontext *c)
{
    for (size_t i = 0; i < KEPT_CLASSES; i++) {
        while (c->kept[i] != NULL) {
            struct kept *k = c->kept[i];
            c->kept[i] = k->next;
            heap_free(k, (i + 1) * KEPT_STEP);
        }
    }
}

static void
write_out(struct ir_context *ctx, file_t file, const char *text, size_t size)
{
    UNUSED(ctx);
    os_file_write(drcontext_file(file), text, size);
}

/* What a 64-bit process decodes by default is 64-bit code. */
#define MODE_HERE (sizeof(void *) == 8 ? DR_ISA_AMD64 : DR_ISA_IA32)

static struct ir_context global = { .alloc = take, .free = give_back, .write = write_out };

void
drcontext_init(void)
{
    global.isa_mode = (byte)MODE_HERE;
    ir_init(&global);
}

struct drcontext *
drcontext_create(struct thread *t)
{
    struct drcontext *c = heap_zalloc(sizeof *c);

    c->ir = global;
    c->ir.isa_mode = (byte)MODE_HERE;
    c->thread = t;
    t->slot[SLOT_client] = c;
    return c;
}

void
drcontext_destroy(struct thread *t)
{
    struct drcontext *c = drcontext_of(t);

    t->slot[SLOT_client] = NULL;
    if (c == NULL)
        return;
    free_kept(c);
    heap_free(c, sizeof *c);
}

struct drcontext *
drcontext_self(void)
{
    struct thread *t = thread_self();

    return t == NULL ? NULL : drcontext_of(t);
}

struct drcontext *
drcontext_from(void *passed)
{
    return passed == NULL || passed == GLOBAL_DCONTEXT ? drcontext_self() : passed;
}
