#pragma once

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

/// What a plugin's executable in C++ includes; core/sdk/answer.h puts its answer together.
namespace chiiki::sdk {

using Answer = Result<Overlay> (*)(const OverlayRequest&);

/// The whole main of a plugin: reads one request from standard input, writes the function's answer to standard output.
/// Exit 0 with an answer; 1 where the function fails or throws (the reason on standard error); 2 where the request is
/// not one. `--help` says what the program is.
int serve(int argc, char** argv, Answer answer);

}  // namespace chiiki::sdk
