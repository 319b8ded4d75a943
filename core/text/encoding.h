#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace chiiki {

enum class Encoding { Ascii, Utf8, Utf8Bom, Utf16Le, Utf16Be, Cp932 };

/// "ASCII", "UTF-8", "UTF-8 BOM", "UTF-16LE", "UTF-16BE", "CP932": the words in source editions.
std::string_view code(Encoding encoding);

/// Text as UTF-8 without BOM, with what it was and how that was told.
struct DecodedText {
    std::string text;
    Encoding encoding = Encoding::Ascii;
    Message evidence;  // "no BOM; 12 bytes break UTF-8; all of it is right CP932"
};

/// Tells the encoding from the bytes alone: BOM, then UTF-16 by its zero bytes, then UTF-8, then CP932 (what Japanese
/// offices call Shift_JIS; its table is glibc's CP932, which knows ①㈱髙﨑～－∥ and keeps \ and ~ as they are; strict
/// Shift_JIS is never used). Text that is right UTF-8 and right CP932 at once is UTF-8.
/// Error BadFormat where neither fits, naming the first byte that breaks both. `where` is put into errors.
Result<DecodedText> decodeText(std::string_view bytes, const std::string& where);

/// The same with the encoding given by the caller. A BOM of that encoding is dropped.
Result<DecodedText> decodeTextAs(std::string_view bytes, Encoding encoding, const std::string& where);

/// UTF-8 to CP932; Error BadFormat naming the first character that CP932 lacks, or that would come back as another one
/// (¥ as a backslash).
Result<std::string> encodeCp932(std::string_view utf8);

/// How many bytes cannot stand in UTF-8 (overlong forms, surrogates and values above U+10FFFF included), counting
/// one for each place where reading has to start again; `first` receives the offset of the first, if there is one.
std::size_t countUtf8Faults(std::string_view bytes, std::size_t* first = nullptr);

}  // namespace chiiki
