/* tests/clients/api_client.c - functions of the client interface that need no block event. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/clients/check.h"

static bool
same(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b)
        a++, b++;
    return *a == *b;
}

static void
memory(void)
{
    byte *p = dr_global_alloc(100), *q, copy[8];
    size_t n;
    dr_mem_info_t info;
    uint prot;

    for (int i = 0; i < 100; i++)
        p[i] = (byte)i;
    CHECK(dr_safe_read(p + 8, 8, copy, &n) && n == 8 && copy[7] == 15);
    CHECK(!dr_safe_read((void *)8, 8, copy, &n) && n == 0);
    CHECK(!dr_safe_write((void *)8, 8, copy, NULL));
    CHECK(dr_memory_is_dr_internal(p));
    dr_global_free(p, 100);
    p = dr_nonheap_alloc(8192, DR_MEMPROT_READ | DR_MEMPROT_WRITE);
    CHECK(p != NULL && (ptr_uint_t)p < 0x80000000);
    CHECK(dr_query_memory(p, NULL, NULL, &prot) && prot == (DR_MEMPROT_READ | DR_MEMPROT_WRITE));
    CHECK(dr_memory_protect(p, dr_page_size(), DR_MEMPROT_READ));
    CHECK(!dr_safe_write(p, 1, copy, NULL) && dr_safe_write(p + dr_page_size(), 1, copy, NULL));
    dr_nonheap_free(p, 8192);
    q = dr_raw_mem_alloc(4096, DR_MEMPROT_READ, NULL);
    CHECK(q != NULL && !dr_memory_is_dr_internal(q) && dr_query_memory_ex(q, &info) && info.type == DR_MEMTYPE_DATA);
    CHECK(dr_raw_mem_free(q, 4096) && dr_query_memory_ex(q, &info) && info.type == DR_MEMTYPE_FREE);
    q = dr_raw_mem_alloc(4096, DR_MEMPROT_READ | DR_MEMPROT_WRITE, NULL);
    q[7] = 7;
    p = dr_raw_mremap(q, 4096, 8192, 1 /* MREMAP_MAYMOVE */, NULL);
    CHECK((ptr_int_t)p > 0 && p[7] == 7 && dr_query_memory_ex(p + 4096, &info) && info.type == DR_MEMTYPE_DATA);
    CHECK(dr_raw_mem_free(p, 8192) && dr_raw_brk(NULL) != NULL);
    CHECK(dr_raw_brk((byte *)dr_raw_brk(NULL) + 4096) == (byte *)dr_raw_brk(NULL));
    CHECK(dr_memory_is_in_client((byte *)(void *)memory) && !dr_memory_is_in_client((byte *)8));
    CHECK(!dr_memory_is_readable((byte *)16, 4) && dr_memory_is_readable((byte *)(void *)memory, 4));
    p = __wrap_malloc(10);
    p = __wrap_realloc(p, 5000);
    __wrap_free(p);
}

static void
spills(void)
{
    void *dc = dr_get_current_drcontext();
    instrlist_t *l = instrlist_create(dc);
    bool tls = false, spill = false;
    reg_id_t reg = DR_REG_NULL;
    uint offs = 0;

    dr_save_reg(dc, l, NULL, DR_REG_XDX, SPILL_SLOT_3);
    dr_restore_reg(dc, l, NULL, DR_REG_XSI, SPILL_SLOT_3);
    instrlist_meta_append(l, INSTR_CREATE_mov_st(dc, OPND_CREATE_MEMPTR(DR_REG_XBX, 8), opnd_create_reg(DR_REG_XAX)));
    instr_t *i = instrlist_first(l);
    CHECK(instr_is_reg_spill_or_restore(dc, i, &tls, &spill, &reg, &offs) && tls && spill);
    CHECK(reg == DR_REG_XDX && (int)offs == opnd_get_disp(dr_reg_spill_slot_opnd(dc, SPILL_SLOT_3)));
    i = instr_get_next(i);
    CHECK(instr_is_reg_spill_or_restore(dc, i, NULL, &spill, &reg, NULL) && !spill && reg == DR_REG_XSI);
    CHECK(!instr_is_reg_spill_or_restore(dc, instr_get_next(i), NULL, NULL, NULL, NULL));
    CHECK(decode_trace(dc, (void *)spills) == NULL); /* there are none */
    instrlist_clear_and_destroy(dc, l);
}

static void
files(void)
{
    file_t f = dr_open_file("api.txt", DR_FILE_WRITE_OVERWRITE);
    char buf[32];
    uint64 size = 0;
    size_t map_size = 10;
    char *map;

    CHECK(f != INVALID_FILE && dr_fprintf(f, "%s %d\n", "hello", 5) == 8);
    dr_close_file(f);
    CHECK(dr_open_file("api.txt", DR_FILE_WRITE_REQUIRE_NEW) == INVALID_FILE);
    f = dr_open_file("api.txt", DR_FILE_READ);
    CHECK(dr_file_size(f, &size) && size == 8);
    CHECK(dr_read_file(f, buf, sizeof buf) == 8 && buf[4] == 'o' && dr_read_file(f, buf, 1) == 0);
    CHECK(dr_file_seek(f, 6, DR_SEEK_SET) && dr_file_tell(f) == 6);
    map = dr_map_file(f, &map_size, 0, NULL, DR_MEMPROT_READ, DR_MAP_PRIVATE);
    CHECK(map != NULL && map[6] == '5' && map_size == dr_page_size() && dr_unmap_file(map, map_size));
    dr_close_file(f);
    CHECK(dr_file_exists("api.txt") && dr_rename_file("api.txt", "api2.txt", false) && !dr_file_exists("api.txt"));
    CHECK(dr_delete_file("api2.txt") && !dr_file_exists("api2.txt"));
    CHECK(dr_create_dir("api.dir") && dr_directory_exists("api.dir") && dr_delete_dir("api.dir"));
    CHECK(dr_get_current_directory(buf, 2) == false || buf[0] == '/');
}

static void
text(void)
{
    char buf[8];
    wchar_t wide[8];
    int n;

    CHECK(dr_snprintf(buf, 8, "%d", 1234567) == 7 && same(buf, "1234567"));
    CHECK(dr_snprintf(buf, 8, "%d", 12345678) == 8 && buf[7] == '8');
    CHECK(dr_snprintf(buf, 8, "%d", 123456789) == -1 && buf[7] == '8');
    CHECK(dr_snprintf(buf, 8, "%.2f", 1.5) == 4 && same(buf, "1.50"));
    CHECK(dr_snwprintf(wide, 8, L"%s%d", "ab", 7) == 3 && wide[2] == L'7' && wide[3] == 0);
    CHECK(dr_sscanf("a 12", "%*s %d", &n) == 1 && n == 12);
}

static int freed;

static void
free_payload(void *drcontext, void *payload)
{
    (void)drcontext;
    (void)payload;
    freed++;
}

static void
locks_and_tables(void)
{
    void *m = dr_mutex_create(), *r = dr_recurlock_create(), *w = dr_rwlock_create(), *e = dr_event_create();
    void *t = dr_hashtable_create(NULL, 4, 75, true, free_payload);
    int sum = 5;

    dr_mutex_lock(m);
    CHECK(dr_mutex_self_owns(m) && !dr_mutex_trylock(m));
    dr_mutex_unlock(m);
    CHECK(!dr_mutex_self_owns(m) && dr_mutex_trylock(m));
    dr_mutex_unlock(m);
    dr_recurlock_lock(r);
    CHECK(dr_recurlock_trylock(r));
    dr_recurlock_unlock(r);
    CHECK(dr_recurlock_self_owns(r));
    dr_recurlock_unlock(r);
    dr_rwlock_read_lock(w);
    dr_rwlock_read_lock(w);
    CHECK(!dr_rwlock_write_trylock(w));
    dr_rwlock_read_unlock(w);
    dr_rwlock_read_unlock(w);
    dr_rwlock_write_lock(w);
    CHECK(dr_rwlock_self_owns_write_lock(w));
    dr_rwlock_write_unlock(w);
    CHECK(dr_event_signal(e) && dr_event_wait(e));
    CHECK(dr_atomic_add32_return_sum(&sum, 2) == 7);
    for (ptr_uint_t i = 1; i <= 1000; i++)
        dr_hashtable_add(NULL, t, i * 4096, (void *)i);
    for (ptr_uint_t i = 1; i <= 1000; i++)
        if (dr_hashtable_lookup(NULL, t, i * 4096) != (void *)i)
            sum = 0;
    CHECK(sum == 7 && dr_hashtable_lookup(NULL, t, 1) == NULL);
    CHECK(dr_hashtable_remove(NULL, t, 4096) && !dr_hashtable_remove(NULL, t, 4096) && freed == 1);
    dr_hashtable_destroy(NULL, t);
    CHECK(freed == 1000);
    dr_mutex_destroy(m);
    dr_recurlock_destroy(r);
    dr_rwlock_destroy(w);
    dr_event_destroy(e);
}

static void
time_and_chance(void)
{
    dr_time_t t;
    uint64 before = dr_get_milliseconds();

    dr_get_time(&t);
    CHECK(t.year >= 2024 && t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= 31 && t.hour < 24 && t.day_of_week < 7);
    CHECK(before / 1000 / 86400 / 365 > 423); /* years since 1601 */
    dr_sleep(2);
    CHECK(dr_get_milliseconds() > before);
    dr_set_random_seed(1);
    CHECK(dr_get_random_value(10) < 10 && dr_get_random_seed() == 1);
}

static void
process(client_id_t id, int argc, const char *argv[])
{
    dr_app_arg_t args[8];
    char word[16];
    const char *rest;
    int count;
    const char **again;
    uint64 value;

    CHECK(dr_get_application_name() != NULL && dr_get_process_id() > 0 && dr_get_parent_id() > 0);
    CHECK(dr_num_app_args() == 3 && dr_get_app_args(args, 8) == 3);
    CHECK(same(dr_app_arg_as_cstring(&args[1], NULL, 0), "one") && args[1].size == 4);
    CHECK(argc == 3 && same(argv[1], "-a") && same(argv[2], "b c"));
    CHECK(dr_get_option_array(id, &count, &again) && count == 3 && again == argv);
    CHECK(same(dr_get_options(id), "-a \"b c\""));
    rest = dr_get_token(dr_get_options(id), word, sizeof word);
    CHECK(same(word, "-a"));
    rest = dr_get_token(rest, word, sizeof word);
    CHECK(same(word, "b c") && dr_get_token(rest, word, sizeof word) == NULL);
    CHECK(dr_get_integer_option("link", &value) && !dr_get_integer_option("no_such_option", &value));
    CHECK(dr_get_client_base(id) != NULL && same(dr_get_client_path(id), argv[0]));
    CHECK(dr_get_current_drcontext() != NULL && dr_get_thread_id(dr_get_current_drcontext()) == dr_get_process_id());
    CHECK(dr_running_under_dynamorio());
}

static void
modules(void)
{
    module_data_t *m = dr_get_main_module(), *n;
    dr_module_iterator_t *it;
    int count = 0;

    CHECK(m != NULL && m->start < m->end && m->entry_point != NULL && dr_module_contains_addr(m, m->entry_point));
    n = dr_lookup_module(m->entry_point);
    CHECK(n != NULL && n->start == m->start && same(dr_module_preferred_name(n), dr_get_application_name()));
    dr_free_module_data(n);
    n = dr_copy_module_data(m);
    CHECK(n != NULL && same(n->full_path, m->full_path) && n->full_path != m->full_path);
    dr_free_module_data(n);
    dr_free_module_data(m);
    it = dr_module_iterator_start();
    while (dr_module_iterator_hasnext(it)) {
        dr_free_module_data(dr_module_iterator_next(it));
        count++;
    }
    dr_module_iterator_stop(it);
    CHECK(count >= 2);
    CHECK(dr_lookup_module((byte *)16) == NULL && dr_lookup_module_by_name("no such module") == NULL);
    m = dr_lookup_module_by_name("linux-vdso.so.1");
    CHECK(m != NULL && dr_get_proc_address(m->handle, "__vdso_gettimeofday") != NULL);
    CHECK(m != NULL && dr_get_proc_address(m->handle, "no_such_symbol") == NULL);
    dr_free_module_data(m);
}

static void
executables(void)
{
    size_t size = 0;
    byte *p = dr_map_executable_file("/bin/true", DR_MAPEXE_SKIP_WRITABLE, &size);

    CHECK(p != NULL && size >= dr_page_size() && p[1] == 'E' && dr_unmap_executable_file(p, size));
    CHECK(dr_map_executable_file("/etc/passwd", DR_MAPEXE_SKIP_WRITABLE, &size) == NULL);
    CHECK(dr_map_executable_file("/no/such/file", DR_MAPEXE_SKIP_WRITABLE, &size) == NULL);
}

static int *volatile nowhere = (int *)16;

static int
inner_fault(void *drcontext)
{
    volatile int reached = 0;

    DR_TRY_EXCEPT(drcontext, { *nowhere = 1; }, { reached = 5; });
    return reached;
}

static void
faults(void)
{
    void *drcontext = dr_get_current_drcontext();
    volatile int reached = 0;

    DR_TRY_EXCEPT(drcontext, { reached = 1; }, { reached = 2; });
    CHECK(reached == 1);
    DR_TRY_EXCEPT(drcontext, { *nowhere = 1; reached = 3; }, { reached = 4; });
    CHECK(reached == 4);
    DR_TRY_EXCEPT(drcontext, {
        if (inner_fault(drcontext) == 5)
            *nowhere = 2;
    }, { reached = 6; });
    CHECK(reached == 6);
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "%d checks, %d failures\n", checks, failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    CHECK(dr_set_client_name("api", "nobody"));
    memory();
    spills();
    files();
    text();
    locks_and_tables();
    time_and_chance();
    process(id, argc, argv);
    modules();
    executables();
    faults();
    dr_register_exit_event(at_exit);
}
