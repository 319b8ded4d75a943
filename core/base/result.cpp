#include "core/base/result.h"

namespace chiiki {

std::string describe(const Error& error, Language language)
{
    const std::string sentence = speak(error.message, language);
    return error.where.empty() ? sentence : error.where + ": " + sentence;
}

tl::unexpected<Error> fail(ErrorKind kind, Message message, std::string where)
{
    return tl::unexpected(Error{kind, std::move(message), std::move(where)});
}

}  // namespace chiiki
