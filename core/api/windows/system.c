/* core/api/windows/system.c - what only this system knows of a process, for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/app_windows.h"

#include "dr_modules.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/base/pe.h"
#include "os/base/string.h"
#include "core/app/windows/module_image.h"
#include "core/rt/heap.h"

DR_API void *
dr_get_app_PEB(void)
{
    return (void *)os_app_peb();
}

DR_API bool
dr_is_wow64(void)
{
    return false; /* this is the build for 64-bit programs */
}

DR_API process_id_t
dr_convert_handle_to_pid(HANDLE process_handle)
{
    uintptr_t id = os_app_process_of_handle((uintptr_t)process_handle);

    return id == 0 ? INVALID_PROCESS_ID : (process_id_t)id;
}

DR_API HANDLE
dr_convert_pid_to_handle(process_id_t pid)
{
    uintptr_t handle = os_app_process_open((uintptr_t)pid);

    return handle == 0 ? INVALID_HANDLE_VALUE : (HANDLE)handle;
}

DR_API size_t
dr_virtual_query(const byte *pc, MEMORY_BASIC_INFORMATION *mbi, size_t mbi_size)
{
    return os_app_query_memory((uintptr_t)pc, mbi, mbi_size);
}

static const struct {
    uint build;
    dr_os_version_t version;
} windows_10[] = { { 17134, DR_WINDOWS_VERSION_10_1803 }, { 16299, DR_WINDOWS_VERSION_10_1709 },
                   { 15063, DR_WINDOWS_VERSION_10_1703 }, { 14393, DR_WINDOWS_VERSION_10_1607 },
                   { 10586, DR_WINDOWS_VERSION_10_1511 }, { 0, DR_WINDOWS_VERSION_10 } };

DR_API bool
dr_get_os_version(dr_os_version_info_t *info)
{
    struct os_app_version v;
    dr_os_version_info_t all;

    if (info == NULL || info->size < offsetof(dr_os_version_info_t, service_pack_major))
        return false;
    os_app_version(&v);
    memset(&all, 0, sizeof all);
    all.size = MIN(info->size, sizeof all);
    all.version = (dr_os_version_t)(v.major * 10 + v.minor);
    for (size_t i = 0; v.major == 10 && i < ARRAY_SIZE(windows_10); i++)
        if (v.build >= windows_10[i].build) {
            all.version = windows_10[i].version;
            break;
        }
    all.service_pack_major = v.service_pack_major;
    all.service_pack_minor = v.service_pack_minor;
    all.build_number = v.build;
    memcpy(info, &all, all.size);
    return true;
}

/* The section table, as the file has it, is what an IMAGE_SECTION_HEADER is. */
DR_API bool
dr_lookup_module_section(module_handle_t lib, byte *pc, IMAGE_SECTION_HEADER *section_out)
{
    enum { NEW_HEADER_AT = 0x3c, FILE_HEADER = 24, OPTIONAL_SIZE_AT = 20, SECTION = 40 };
    struct module_image *image = heap_zalloc(sizeof *image);
    uintptr_t base = (uintptr_t)lib, rva = (uintptr_t)pc - base;
    bool found = false;

    if (module_image_read(base, image)) {
        const uint8_t *b = image->bytes;
        uint32_t at;
        uint16_t optional;
        memcpy(&at, b + NEW_HEADER_AT, sizeof at);
        memcpy(&optional, b + at + OPTIONAL_SIZE_AT, sizeof optional);
        for (unsigned i = 0; i < image->pe.section_count && !found; i++) {
            const struct pe_section *s = &image->pe.section[i];
            found = rva >= s->start && rva - s->start < s->size;
            if (found)
                memcpy(section_out, b + at + FILE_HEADER + optional + i * SECTION, SECTION);
        }
        module_image_free(image);
    }
    heap_free(image, sizeof *image);
    return found;
}
