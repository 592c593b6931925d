# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where: programs, libraries for find_package(Crosstalk), and what a desktop wants to know.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Crosstalk)
set(CROSSTALK_COMPONENTS Shared Redis Client Harness)

foreach(component IN LISTS CROSSTALK_COMPONENTS)
    string(TOLOWER crosstalk-${component}-lib target)
    list(APPEND libraries ${target})
endforeach()
install(TARGETS ${libraries} EXPORT CrosstalkTargets)
install(EXPORT CrosstalkTargets NAMESPACE Crosstalk:: DESTINATION ${package_dir})
install(DIRECTORY shared client DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/crosstalk FILES_MATCHING PATTERN "*.h")
install(DIRECTORY app/engine DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/crosstalk/app FILES_MATCHING PATTERN "*.h")

list(JOIN CROSSTALK_COMPONENTS " " CROSSTALK_COMPONENTS)
configure_package_config_file(cmake/CrosstalkConfig.cmake.in ${CMAKE_BINARY_DIR}/CrosstalkConfig.cmake
    INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break what uses it.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/CrosstalkConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/CrosstalkConfig.cmake ${CMAKE_BINARY_DIR}/CrosstalkConfigVersion.cmake
    DESTINATION ${package_dir})

install(TARGETS crosstalk-server crosstalk RUNTIME)
install(FILES resources/man/crosstalk-server.1 resources/man/crosstalk.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES README.md CHANGELOG.md LICENSES/MIT.txt LICENSES/GPL-3.0-or-later.txt DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(TARGET crosstalk-desktop)
    install(TARGETS crosstalk-desktop RUNTIME)
    install(FILES resources/man/crosstalk-desktop.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES resources/crosstalk-desktop.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/crosstalk-desktop.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/icons/crosstalk-desktop.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
