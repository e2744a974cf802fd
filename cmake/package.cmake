# cmake/package.cmake - what is installed, and find_package(DynamoRIO) for both kinds of tree.
# SPDX-License-Identifier: Apache-2.0
#
# Both build trees may be installed to one prefix: they differ only under lib64/KIND,
# clients/lib64/KIND and ext/lib64/KIND.

# The releases of DynamoRIO whose client interface is declared in include/.
set(DR_API_VERSION 11.3.0)

# configure_file leaves ${...} to the reader of the result: @ONLY.
set(DR_CONFIG_IN_BUILD_TREE TRUE)
set(DR_CONFIG_INCLUDES ${CMAKE_SOURCE_DIR}/include)
set(DR_CONFIG_EXT_INCLUDES ${CMAKE_BINARY_DIR}/ext/include)
configure_file(cmake/DynamoRIOConfig.cmake.in cmake/DynamoRIOConfig.cmake @ONLY)
configure_file(cmake/DynamoRIOConfigVersion.cmake.in cmake/DynamoRIOConfigVersion.cmake @ONLY)

set(DR_CONFIG_IN_BUILD_TREE FALSE)
set(DR_CONFIG_INCLUDES "\${DynamoRIO_ROOT}/include")
set(DR_CONFIG_EXT_INCLUDES "\${DynamoRIO_ROOT}/ext/include")
configure_file(cmake/DynamoRIOConfig.cmake.in install/DynamoRIOConfig.cmake @ONLY)

install(FILES ${CMAKE_BINARY_DIR}/install/DynamoRIOConfig.cmake
    ${CMAKE_BINARY_DIR}/cmake/DynamoRIOConfigVersion.cmake DESTINATION cmake)
install(DIRECTORY include/ DESTINATION include FILES_MATCHING PATTERN "*.h" PATTERN "*.def")
# The runtime is executed as a program; Debian's rule for libraries would take that away.
install(TARGETS dynamorio LIBRARY DESTINATION lib64/${DR_BUILD_KIND} PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE OPTIONAL)
# Its second name, see os/linux/self.c.
if(NOT WIN32)
    install(FILES $<TARGET_FILE:dynamorio>.image DESTINATION lib64/${DR_BUILD_KIND} OPTIONAL)
endif()
install(TARGETS drdecode drdecode_shared ARCHIVE DESTINATION lib64/${DR_BUILD_KIND}
    LIBRARY DESTINATION lib64/${DR_BUILD_KIND} RUNTIME DESTINATION lib64/${DR_BUILD_KIND})
install(FILES README.md LICENSE DESTINATION .)
