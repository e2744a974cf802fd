# cmake/zydis.cmake - Zydis 4 from its source: zydis_headers (interface) and zydis_obj (objects).
# SPDX-License-Identifier: Apache-2.0
#
# ZYAN_CUSTOM_LIBC leaves memcpy and the like to us (os/base); ZYAN_NO_LIBC would bring byte
# loops that make decoding several times slower. Its own feature switches that drop AVX-512
# or KNC break the encoder of 4.0.0, so it is built whole.

set(default ${CMAKE_SOURCE_DIR}/.deps/zydis)
if(NOT EXISTS ${default} AND DEFINED ENV{ZYDIS_SOURCE_DIR})
    set(default $ENV{ZYDIS_SOURCE_DIR})
endif()
set(ZYDIS_SOURCE_DIR ${default} CACHE PATH "Zydis 4's source: the folder that has src/Decoder.c")
find_path(ZYCORE_INCLUDE_DIR Zycore/Types.h
    HINTS ${ZYDIS_SOURCE_DIR}/dependencies/zycore/include
    DOC "Folder that has Zycore/Types.h")

if(NOT EXISTS ${ZYDIS_SOURCE_DIR}/src/Decoder.c)
    message(FATAL_ERROR "No Zydis 4 source at '${ZYDIS_SOURCE_DIR}'. "
        "Run ci/setup (Debian 12, as root), or pass -DZYDIS_SOURCE_DIR=FOLDER.")
endif()
if(NOT ZYCORE_INCLUDE_DIR)
    message(FATAL_ERROR "Zycore's headers are missing (Debian: libzycore-dev). "
        "Install them, or pass -DZYCORE_INCLUDE_DIR=FOLDER.")
endif()

# When the headers are the host's, nothing else that lies beside them may be seen.
set(zycore_include ${ZYCORE_INCLUDE_DIR})
if(CMAKE_CROSSCOMPILING)
    set(zycore_include ${CMAKE_BINARY_DIR}/zycore)
    file(MAKE_DIRECTORY ${zycore_include})
    file(CREATE_LINK ${ZYCORE_INCLUDE_DIR}/Zycore ${zycore_include}/Zycore COPY_ON_ERROR SYMBOLIC)
endif()

add_library(zydis_headers INTERFACE)
target_include_directories(zydis_headers SYSTEM INTERFACE
    ${ZYDIS_SOURCE_DIR}/include ${zycore_include})
target_compile_definitions(zydis_headers INTERFACE
    ZYAN_CUSTOM_LIBC ZYAN_MEMCPY=__builtin_memcpy ZYAN_MEMSET=__builtin_memset
    ZYAN_MEMCMP=__builtin_memcmp ZYAN_MEMMOVE=__builtin_memmove ZYDIS_STATIC_BUILD
    ZYCORE_STATIC_BUILD)

set(zydis_sources)
foreach(name Decoder DecoderData Encoder EncoderData SharedData Register MetaInfo Mnemonic
        Segment Utils Zydis)
    list(APPEND zydis_sources ${ZYDIS_SOURCE_DIR}/src/${name}.c)
endforeach()
# The formatter is not built: our disassembly has its own syntax (DynamoRIO's).

add_library(zydis_obj OBJECT ${zydis_sources})
target_include_directories(zydis_obj PRIVATE ${ZYDIS_SOURCE_DIR}/src)
target_compile_definitions(zydis_obj PRIVATE NDEBUG)
target_compile_options(zydis_obj PRIVATE -mgeneral-regs-only -O2 -w)
target_link_libraries(zydis_obj PUBLIC zydis_headers PRIVATE dr_freestanding)
