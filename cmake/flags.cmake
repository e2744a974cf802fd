# cmake/flags.cmake - compiler flags as interface targets: dr_warnings, dr_freestanding.
# SPDX-License-Identifier: Apache-2.0

add_library(dr_warnings INTERFACE)
target_compile_options(dr_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wundef -Wvla -Wpointer-arith -Wwrite-strings -Wcast-align -Wconversion>)
if(WERROR)
    target_compile_options(dr_warnings INTERFACE -Werror)
endif()

# Code that runs inside an application: nothing may depend on a libc, on thread-local storage
# or on vector registers, which hold the application's values all the time.
add_library(dr_freestanding INTERFACE)
target_compile_options(dr_freestanding INTERFACE
    -ffreestanding -fPIC -fvisibility=hidden -fno-stack-protector -fcf-protection=none
    -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-strict-aliasing
    -ffunction-sections -fdata-sections
    $<$<COMPILE_LANGUAGE:C>:-fno-common -ftls-model=local-exec>
    -fno-delete-null-pointer-checks -fno-semantic-interposition)
# Frames are kept in both kinds, so a crash can be reported with its callers.
target_compile_options(dr_freestanding INTERFACE -fno-omit-frame-pointer -g)

if(WIN32)
    target_compile_options(dr_freestanding INTERFACE $<$<COMPILE_LANGUAGE:C>:-mno-stack-arg-probe>)
endif()

add_library(dr_kind INTERFACE)
if(CMAKE_BUILD_TYPE STREQUAL Debug)
    target_compile_definitions(dr_kind INTERFACE DEBUG=1 DR_DEBUG=1)
endif()
# CMake's own defaults (-O3, NDEBUG) would be set globally; these are ours.
set(CMAKE_C_FLAGS_DEBUG "-Og -g")
set(CMAKE_C_FLAGS_RELEASE "-O2 -g")
set(CMAKE_ASM_FLAGS_DEBUG "-g")
set(CMAKE_ASM_FLAGS_RELEASE "-g")
