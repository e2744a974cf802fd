# cmake/clients.cmake - add_dr_client(): clients that are shipped or tested, built without libc.
# SPDX-License-Identifier: Apache-2.0
#
# They see include/ only. What they import is answered by the runtime when they are loaded;
# the link leaves it open except for what libdynamorio.so exports.

# What is the platform's own.
function(set_client_platform name)
    if(WIN32)
        # C functions come from msvcrt.dll by name; the runtime answers for it.
        target_compile_definitions(${name} PRIVATE WINDOWS X86_64)
        target_compile_options(${name} PRIVATE -mno-stack-arg-probe)
        target_link_options(${name} PRIVATE -nostdlib -Wl,-e,0 -Wl,--no-insert-timestamp -Wl,--no-seh)
        target_link_libraries(${name} PRIVATE -lmsvcrt)
        set_target_properties(${name} PROPERTIES PREFIX "" IMPORT_PREFIX ""
            RUNTIME_OUTPUT_DIRECTORY ${DR_CLIENT_DIR}
            ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    else()
        target_compile_definitions(${name} PRIVATE LINUX X86_64)
        target_link_options(${name} PRIVATE -nostdlib -Wl,-z,max-page-size=4096 -Wl,--hash-style=gnu)
    endif()
endfunction()

# Makes lib<NAME>.so in the clients' folder of the build tree from the given sources.
function(add_dr_client name)
    add_library(${name} SHARED ${ARGN})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/include)
    target_compile_options(${name} PRIVATE -fvisibility=hidden -fno-stack-protector)
    target_link_libraries(${name} PRIVATE dr_warnings dynamorio)
    set_client_platform(${name})
    set_target_properties(${name} PROPERTIES
        LIBRARY_OUTPUT_DIRECTORY ${DR_CLIENT_DIR} BUILD_RPATH "" SKIP_BUILD_RPATH TRUE)
    if(NOT DR_HAVE_START)
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL TRUE)
    endif()
endfunction()

# The same for clients that are installed for users.
function(add_shipped_client name)
    add_dr_client(${name} ${ARGN})
    install(TARGETS ${name} RUNTIME DESTINATION clients/lib64/${DR_BUILD_KIND}
        LIBRARY DESTINATION clients/lib64/${DR_BUILD_KIND} OPTIONAL)
endfunction()
