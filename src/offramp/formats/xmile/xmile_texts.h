// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>

#include "offramp/dynamics/model/model.h"
#include "offramp/formats/tree/xml_source.h"

/// Texts and numbers of an XMILE file with their places. Used by this folder only.
namespace offramp::formats {

/// What stands in an element, without outer blanks, with the place of every part; escapes are resolved.
dynamics::Equation equation_in(pugi::xml_node element, const XmlSource& source);
/// The same as a name.
dynamics::NamedPlace name_in(pugi::xml_node element, const XmlSource& source);
/// An attribute as a name; its place is the element's.
dynamics::NamedPlace name_of(pugi::xml_node element, const char* attribute, const XmlSource& source);
/// Of an element that may be absent: without text or with anything but `false` it is true.
bool flag_in(pugi::xml_node element, bool absent);
/// A number in an element; nothing, with an error, if it is none.
std::optional<double> number_in(pugi::xml_node element, XmlSource& source);
/// A `<gf>`; nothing, with errors, if it is not sound.
std::optional<dynamics::Lookup> lookup_in(pugi::xml_node gf, XmlSource& source);

}  // namespace offramp::formats
