/* core/client/client.c - the clients of this process: loading, starting, ending them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/client.h"

#include "core/client/libc_misc.h"
#include "core/rt/heap.h"
#include "core/rt/options.h"
#include "core/rt/tls_slots.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/tls.h"

static struct client clients[MAX_CLIENTS];
static unsigned count;

/* Words that contain blanks or quotes are put in quotes, so that dr_get_token() takes them apart. */
static char
quote_for(const char *word)
{
    if (*word != '\0' && strpbrk(word, " \t\n\"'`") == NULL)
        return '\0';
    return strchr(word, '"') == NULL ? '"' : strchr(word, '\'') == NULL ? '\'' : '`';
}

static const char *
join(int n, char **words)
{
    size_t size = 1;
    char *all, *p;

    for (int i = 0; i < n; i++)
        size += strlen(words[i]) + 3;
    p = all = heap_alloc(size);
    for (int i = 0; i < n; i++) {
        char quote = quote_for(words[i]);
        if (i > 0)
            *p++ = ' ';
        if (quote != '\0')
            *p++ = quote;
        p = stpcpy(p, words[i]);
        if (quote != '\0')
            *p++ = quote;
    }
    *p = '\0';
    return all;
}

static void
load_one(struct client *c, client_id_t id, const struct client_spec *spec)
{
    char err[LIBRARY_ERROR_SIZE];

    c->id = id;
    c->path = spec->path;
    c->argc = spec->argc + 1;
    c->argv = heap_alloc(((size_t)c->argc + 1) * sizeof *c->argv);
    c->argv[0] = spec->path;
    memcpy(c->argv + 1, spec->argv, (size_t)spec->argc * sizeof *c->argv);
    c->argv[c->argc] = NULL;
    c->options = join(spec->argc, spec->argv);
    c->name = os_file_name(spec->path);
    c->report_to = c->version = "";
    c->lib = library_open(spec->path, err);
    if (c->lib == NULL)
        FATAL("client '%s': %s", spec->path, err);
    if (library_find(c->lib, "dr_client_main") == NULL && library_find(c->lib, "dr_init") == NULL)
        FATAL("client '%s': no entry point: it exports neither dr_client_main nor dr_init", spec->path);
}

/* A compiler's stack protector reads a word at the thread pointer, which is 0 in a process that has
 * just begun; the application is going to set its own, and until then it points to zeroes. A program
 * that looks at it before it has set it could tell the difference. */
static void
make_thread_pointer(void)
{
    static uint8_t zeroes[1024] ALIGNED(64);

    if (os_tls_app_base() == 0)
        os_tls_set_app_base((uintptr_t)zeroes + sizeof zeroes / 2);
}

void
clients_load(void)
{
    if (options.client_count > 0) {
        os_tls_claim(TLS_CLIENT, TLS_CLIENT_COUNT);
        make_thread_pointer();
    }
    for (int i = 0; i < options.client_count; i++) {
        load_one(&clients[i], (client_id_t)i, &options.clients[i]);
        count++;
    }
}

void
clients_start(void)
{
    for (unsigned i = 0; i < count; i++) {
        struct client *c = &clients[i];
        void *entry = library_find(c->lib, "dr_client_main");
        if (entry != NULL)
            ((void (*)(client_id_t, int, const char **))entry)(c->id, c->argc, c->argv);
        else
            ((void (*)(client_id_t))library_find(c->lib, "dr_init"))(c->id);
    }
}

void
clients_exit(void)
{
    client_cxa_finalize(NULL);
    library_exit_all();
}

struct client *
client_get(client_id_t id)
{
    return id < count ? &clients[id] : NULL;
}

unsigned
client_count(void)
{
    return count;
}

const struct client *
client_at(uintptr_t address)
{
    const struct library *lib = library_at(address);

    for (unsigned i = 0; lib != NULL && i < count; i++)
        if (clients[i].lib == lib)
            return &clients[i];
    return NULL;
}
