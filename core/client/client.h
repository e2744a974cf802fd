/* core/client/client.h - the clients of this process. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_CLIENT_H
#define CORE_CLIENT_CLIENT_H

#include "core/client/library.h"
#include "dr_defines.h"

struct client {
    client_id_t id;       /* its place on the command line, from 0 */
    struct library *lib;
    const char *path;
    int argc;             /* of dr_client_main: the path and the client's own words */
    const char **argv;
    const char *options;  /* the same words as one string */
    const char *name;     /* for messages; the client may set it */
    const char *report_to; /* who is told of its crashes; "" if nobody */
    const char *version;
};

/* Loads all clients that the options name; a mistake ends the process with a line.
 * Context: init
 */
void
clients_load(void);

/* Calls dr_client_main or dr_init of each, in order.
 * Context: init, on the first thread with its structure bound
 */
void
clients_start(void);

/* The process is at its end: destructors of client libraries. */
void
clients_exit(void);

/* NULL if there is no client of that number. */
struct client *
client_get(client_id_t id);

unsigned
client_count(void);

/* The client whose library has ADDRESS, or NULL: for crash reports.
 * Context: any, fault handlers too
 */
const struct client *
client_at(uintptr_t address);

#endif
