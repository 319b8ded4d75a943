#include "workbench/desktop/labels.h"

#include <array>
#include <cassert>

#include <QTranslator>

#include "core/base/fill_places.h"

// Of a static library, a linker takes along only what somebody names.
static void nameResource()
{
    Q_INIT_RESOURCE(labels);
}

namespace chiiki::desktop {
namespace {

constexpr std::array languages = {Language::Japanese, Language::English};

// Both languages, loaded once from inside the program and only read from then on.
class Labels {
public:
    static const Labels& instance()
    {
        static const Labels only;
        return only;
    }

    QString of(std::string_view id, Language language) const
    {
        const std::string ended(id);
        return translators_[static_cast<std::size_t>(language)].translate("", ended.c_str());
    }

private:
    Labels()
    {
        nameResource();
        [[maybe_unused]] bool isThere =
            translators_[static_cast<std::size_t>(Language::Japanese)].load(QStringLiteral(":/i18n/window_ja.qm"));
        assert(isThere);
        isThere = translators_[static_cast<std::size_t>(Language::English)].load(QStringLiteral(":/i18n/window_en.qm"));
        assert(isThere);
    }

    std::array<QTranslator, languages.size()> translators_;
};

}  // namespace

std::string label(const Message& message, Language language)
{
    const QString pattern = Labels::instance().of(message.code, language);
    return pattern.isNull() ? speak(message, language) : fillPlaces(pattern.toStdString(), message.arguments);
}

bool isLabel(std::string_view id)
{
    for (const Language language : languages)
        if (Labels::instance().of(id, language).isNull())
            return false;
    return true;
}

}  // namespace chiiki::desktop
