# cmake/runtime.cmake - libdynamorio.so (the freestanding runtime) and drdecode (its decoder alone).
# SPDX-License-Identifier: Apache-2.0
#
# Sources are whatever stands in these folders: a new file needs no edit here. A file named
# *_float.c is compiled with vector registers; it may run only where they have been saved.

if(CMAKE_SYSTEM_NAME STREQUAL Windows)
    set(os_name windows)
else()
    set(os_name linux)
endif()
set(decode_folders os/base ir ir/x86)
set(core_folders os os/${os_name} core core/rt core/x86 core/app core/client core/cache core/build
    core/run core/api)
# What of these belongs to one operating system stands in a folder of that name.
list(TRANSFORM core_folders APPEND /${os_name} OUTPUT_VARIABLE own_folders)
list(APPEND core_folders ${own_folders})

# Sets OUT to the sources that stand directly in the given folders.
function(sources_of out)
    set(found)
    foreach(folder ${ARGN})
        file(GLOB here CONFIGURE_DEPENDS
            ${CMAKE_SOURCE_DIR}/${folder}/*.c ${CMAKE_SOURCE_DIR}/${folder}/*.S)
        list(APPEND found ${here})
    endforeach()
    set(${out} ${found} PARENT_SCOPE)
endfunction()

# Makes an object library of freestanding code.
function(add_runtime_objects name)
    add_library(${name} OBJECT ${ARGN})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
    target_link_libraries(${name} PRIVATE dr_warnings dr_freestanding dr_kind zydis_headers)
    target_compile_definitions(${name} PRIVATE DYNAMORIO_INTERNAL=1)
    foreach(source ${ARGN})
        if(source MATCHES "_float\\.c$")
            set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -fno-lto)
        elseif(source MATCHES "\\.c$")
            set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -mgeneral-regs-only)
        endif()
    endforeach()
endfunction()

sources_of(decode_sources ${decode_folders})
sources_of(core_sources ${core_folders})
# What has the names of the C library goes into the runtime only: a program that is linked with
# drdecode has its own.
set(libc_sources ${decode_sources})
list(FILTER libc_sources INCLUDE REGEX "/os/base/(string|ctype|number|sort|scan_float)\\.c$")
list(REMOVE_ITEM decode_sources ${libc_sources})
file(WRITE ${CMAKE_BINARY_DIR}/empty.c "/* Stands in while a library has no source. */\n")

add_runtime_objects(decode_obj ${decode_sources} ${CMAKE_BINARY_DIR}/empty.c)
add_runtime_objects(core_obj ${core_sources} ${libc_sources} ${CMAKE_BINARY_DIR}/empty.c)

if(WIN32)
    # Putting the runtime into a process, for drrun, and messages for drnudge: loading the runtime for it as a library costs
    # more than all the rest of that.
    set(inject_sources)
    foreach(name windows/inject windows/nudge windows/remote windows/sign windows/mitigation
            windows/time windows/hook_jump windows/stub windows/numbers windows/overwritten windows/sys windows/protect
            windows/mem windows/file windows/params windows/path windows/utf mem_own base/pe base/pe_load base/fmt
            base/fmt_real base/fmt_float base/ranges base/string base/string_own base/assert base/log)
        file(GLOB found ${CMAKE_SOURCE_DIR}/os/${name}.c)
        list(APPEND inject_sources ${found})
    endforeach()
    list(APPEND inject_sources ${CMAKE_SOURCE_DIR}/os/windows/sys_entry.S)
    add_runtime_objects(inject_obj ${inject_sources})
endif()

# Translating a block goes through small functions of many files.
include(CheckCCompilerFlag)
check_c_compiler_flag(-flto=auto DR_HAS_LTO)
if(DR_HAS_LTO AND CMAKE_BUILD_TYPE STREQUAL Release)
    target_compile_options(core_obj PRIVATE $<$<COMPILE_LANGUAGE:C>:-flto=auto>)
    set(DR_LINK_LTO -flto=auto -O2)
endif()

add_library(dynamorio SHARED
    $<TARGET_OBJECTS:decode_obj> $<TARGET_OBJECTS:core_obj> $<TARGET_OBJECTS:zydis_obj>)
set_target_properties(dynamorio PROPERTIES
    LIBRARY_OUTPUT_DIRECTORY ${DR_LIB_DIR}
    LINKER_LANGUAGE C
    POSITION_INDEPENDENT_CODE ON)
if(WIN32)
    # Nothing is imported; only what is marked is exported.
    set_target_properties(dynamorio PROPERTIES PREFIX "" RUNTIME_OUTPUT_DIRECTORY ${DR_LIB_DIR}
        ARCHIVE_OUTPUT_DIRECTORY ${DR_LIB_DIR})
    target_link_options(dynamorio PRIVATE ${DR_LINK_LTO} -nostdlib -Wl,-e,library_entry -Wl,--gc-sections
        -Wl,--dynamicbase -Wl,--high-entropy-va -Wl,--nxcompat -Wl,--no-insert-timestamp -Wl,--no-seh
        -Wl,--file-alignment=4096) # so that whoever loads it maps the file, and copies nothing
    # The file is laid out in every process: what debuggers need lies beside it.
    add_custom_command(TARGET dynamorio POST_BUILD
        COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE:dynamorio> dynamorio.dll.debug
        COMMAND ${CMAKE_STRIP} --strip-debug $<TARGET_FILE:dynamorio>
        COMMAND ${CMAKE_OBJCOPY} --add-gnu-debuglink=dynamorio.dll.debug $<TARGET_FILE:dynamorio>
        WORKING_DIRECTORY ${DR_LIB_DIR} VERBATIM)
    set(DR_HAVE_START TRUE)
else()
# Its entry point applies the image's own relocations, so only relative ones may be left, and
# calls among our own functions are bound at link time. libgcc is the compiler's helper
# functions; none that is used touches a vector register (ci/check_image.py).
target_link_options(dynamorio PRIVATE
    ${DR_LINK_LTO} -nostdlib -shared -Wl,-Bsymbolic -Wl,-z,noexecstack -Wl,-z,now -Wl,-z,relro
    -Wl,-z,max-page-size=4096 -Wl,-z,separate-code -Wl,--hash-style=gnu -Wl,--build-id=sha1
    -Wl,--no-undefined -Wl,--gc-sections -Wl,-e,runtime_start_asm -Wl,--no-dynamic-linker)
# The same file under a second name, from which processes map it (os/linux/self.c). Removed first:
# the linker may have written to the one that is linked.
add_custom_command(TARGET dynamorio POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E rm -f $<TARGET_FILE:dynamorio>.image
    COMMAND ${CMAKE_COMMAND} -E create_hardlink $<TARGET_FILE:dynamorio> $<TARGET_FILE:dynamorio>.image
    || ${CMAKE_COMMAND} -E copy $<TARGET_FILE:dynamorio> $<TARGET_FILE:dynamorio>.image VERBATIM)
set(DR_HAVE_START FALSE)
if(core_sources MATCHES "/start\\.S")
    set(DR_HAVE_START TRUE)
endif()
if(NOT DR_HAVE_START)
    set_target_properties(dynamorio PROPERTIES EXCLUDE_FROM_ALL ON)
    message(STATUS "os/linux/start.S is not there: libdynamorio.so is not built by default")
endif()

endif()

# The decoder alone, for hosted programs: static and shared. ir/hosted is compiled as any
# program is, and is not part of the runtime.
sources_of(hosted_sources ir/hosted ir/hosted/${os_name})
add_library(drdecode_hosted OBJECT ${hosted_sources})
target_include_directories(drdecode_hosted PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(drdecode_hosted PRIVATE dr_warnings dr_kind)
set_target_properties(drdecode_hosted PROPERTIES
    POSITION_INDEPENDENT_CODE ON C_VISIBILITY_PRESET hidden)
add_library(drdecode STATIC
    $<TARGET_OBJECTS:decode_obj> $<TARGET_OBJECTS:zydis_obj> $<TARGET_OBJECTS:drdecode_hosted>)
set_target_properties(drdecode PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${DR_LIB_DIR})
target_include_directories(drdecode INTERFACE ${CMAKE_SOURCE_DIR}/include)
add_library(drdecode_shared SHARED
    $<TARGET_OBJECTS:decode_obj> $<TARGET_OBJECTS:zydis_obj> $<TARGET_OBJECTS:drdecode_hosted>)
set_target_properties(drdecode_shared PROPERTIES
    OUTPUT_NAME drdecode LIBRARY_OUTPUT_DIRECTORY ${DR_LIB_DIR} LINKER_LANGUAGE C)
target_include_directories(drdecode_shared INTERFACE ${CMAKE_SOURCE_DIR}/include)
if(WIN32)
    # The library to link with is libdrdecode.dll.a, the static one libdrdecode.a.
    target_compile_definitions(drdecode_hosted PRIVATE WINDOWS X86_64 DR_STATIC_DECODER)
    target_compile_definitions(drdecode INTERFACE WINDOWS X86_64 DR_STATIC_DECODER)
    target_compile_definitions(drdecode_shared INTERFACE WINDOWS X86_64)
    set_target_properties(drdecode_shared PROPERTIES PREFIX ""
        RUNTIME_OUTPUT_DIRECTORY ${DR_LIB_DIR} ARCHIVE_OUTPUT_DIRECTORY ${DR_LIB_DIR})
else()
    target_link_options(drdecode_shared PRIVATE -Wl,-Bsymbolic -Wl,--no-undefined)
endif()
