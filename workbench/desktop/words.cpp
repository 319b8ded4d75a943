#include "workbench/desktop/words.h"

#include "workbench/desktop/labels.h"

namespace chiiki::desktop {

Words::Words(Language language, QObject* parent)
    : QObject(parent)
    , language_(language)
{
}

void Words::setLanguage(Language language)
{
    if (language == language_)
        return;
    language_ = language;
    emit changed();
}

void Words::switchLanguage()
{
    setLanguage(language_ == Language::Japanese ? Language::English : Language::Japanese);
}

QString Words::operator()(std::string_view code, std::initializer_list<QString> arguments) const
{
    Message message{code, {}};
    for (const QString& argument : arguments)
        message.arguments.push_back(argument.toStdString());
    return say(message);
}

QString Words::say(const Message& message) const
{
    return QString::fromStdString(label(message, language_));
}

}  // namespace chiiki::desktop
