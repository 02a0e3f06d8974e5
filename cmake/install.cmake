# SPDX-License-Identifier: Apache-2.0
# `cmake --install` and the Debian package: program, man page, completions, case library, schema.
include(GNUInstallDirs)
target_compile_definitions(offramp_cli PRIVATE
  OFFRAMP_VERSION="${PROJECT_VERSION}"
  OFFRAMP_INSTALLED_DATA="${CMAKE_INSTALL_FULL_DATADIR}/offramp")

install(TARGETS offramp RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY cases models schema DESTINATION ${CMAKE_INSTALL_DATADIR}/offramp)
install(FILES packaging/offramp.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES packaging/completion/offramp.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME offramp)
install(FILES packaging/completion/_offramp DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES packaging/completion/offramp.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Offramp authors <offramp@users.noreply.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS chromium)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
