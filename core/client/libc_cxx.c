/* core/client/libc_cxx.c - what compiled C++ imports on its own, answered for clients. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Classes, templates, new and delete, and containers that are nothing but templates work with that.
 * There are no exceptions: where the library would throw one, the process ends with a line that says
 * so. Type information has an address, and no more: dynamic_cast and typeid of std:: are not there.
 */
#include "core/client/libc_cxx.h"

#include "core/client/client_malloc.h"
#include "core/client/libc_misc.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/base/string.h"
#include "os/thread.h"

static _Noreturn void
would_throw(const char *what)
{
    FATAL("a client's C++ code throws an exception (%s): clients have to do without", what);
}

static void
throw_text(const char *text)
{
    would_throw(text == NULL ? "std::exception" : text);
}

static void
throw_bad_alloc(void)
{
    would_throw("std::bad_alloc");
}

static void
throw_bad_call(void)
{
    would_throw("std::bad_function_call");
}

/* Nothing is ever unwound. */
static void
unwind(void)
{
    would_throw("unwinding");
}

/* ---- new and delete of what has an alignment of its own ---- */

static void *
new_aligned(size_t size, size_t align)
{
    return client_memalign(align, size);
}

/* ---- local statics: the first byte of a guard says done, the second one that somebody is at it ---- */

struct guard {
    volatile uint8_t done, busy;
};

static int
guard_acquire(struct guard *g)
{
    while (!ATOMIC_LOAD(&g->done)) {
        if (ATOMIC_XCHG(&g->busy, 1) == 0)
            return 1;
        os_thread_yield();
    }
    return 0;
}

static void
guard_release(struct guard *g)
{
    ATOMIC_STORE_SEQ(&g->done, 1);
    ATOMIC_STORE_SEQ(&g->busy, 0);
}

static void
guard_abort(struct guard *g)
{
    ATOMIC_STORE_SEQ(&g->busy, 0);
}

/* Tables of virtual functions of the classes that describe types: entries that nobody calls. */
static const void *const type_table[16];
static const char nothrow;

#define OBJECT(x) ((void *)(uintptr_t)(x))
#if UINTPTR_MAX > 0xffffffffu
#    define SIZE "m"
#else
#    define SIZE "j"
#endif

static const struct {
    const char *name;
    void *address;
} table[] = {
    { "_Znw" SIZE, client_malloc },
    { "_Zna" SIZE, client_malloc },
    { "_Znw" SIZE "RKSt9nothrow_t", client_malloc },
    { "_Zna" SIZE "RKSt9nothrow_t", client_malloc },
    { "_Znw" SIZE "St11align_val_t", new_aligned },
    { "_Zna" SIZE "St11align_val_t", new_aligned },
    { "_ZdlPv", client_free },
    { "_ZdaPv", client_free },
    { "_ZdlPv" SIZE, client_free },
    { "_ZdaPv" SIZE, client_free },
    { "_ZdlPvRKSt9nothrow_t", client_free },
    { "_ZdaPvRKSt9nothrow_t", client_free },
    { "_ZdlPvSt11align_val_t", client_free },
    { "_ZdaPvSt11align_val_t", client_free },
    { "_ZdlPv" SIZE "St11align_val_t", client_free },
    { "_ZdaPv" SIZE "St11align_val_t", client_free },
    { "_ZSt7nothrow", OBJECT(&nothrow) },
    { "__cxa_pure_virtual", client_abort },
    { "__cxa_guard_acquire", guard_acquire },
    { "__cxa_guard_release", guard_release },
    { "__cxa_guard_abort", guard_abort },
    { "__gxx_personality_v0", unwind },
    { "_Unwind_Resume", unwind },
    { "_ZTVN10__cxxabiv117__class_type_infoE", OBJECT(type_table) },
    { "_ZTVN10__cxxabiv120__si_class_type_infoE", OBJECT(type_table) },
    { "_ZTVN10__cxxabiv121__vmi_class_type_infoE", OBJECT(type_table) },
    { "_ZSt9terminatev", client_abort },
    { "_ZSt17__throw_bad_allocv", throw_bad_alloc },
    { "_ZSt28__throw_bad_array_new_lengthv", throw_bad_alloc },
    { "_ZSt25__throw_bad_function_callv", throw_bad_call },
    { "_ZSt20__throw_length_errorPKc", throw_text },
    { "_ZSt19__throw_logic_errorPKc", throw_text },
    { "_ZSt20__throw_out_of_rangePKc", throw_text },
    { "_ZSt24__throw_out_of_range_fmtPKcz", throw_text },
    { "_ZSt24__throw_invalid_argumentPKc", throw_text },
};

void *
libc_cxx_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].address;
    return NULL;
}
