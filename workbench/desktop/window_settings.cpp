#include "workbench/desktop/window_settings.h"

#include <algorithm>
#include <cstdlib>

#include <QLocale>
#include <QSettings>

namespace chiiki::desktop {
namespace {

constexpr QLatin1String languageKey("language");
constexpr QLatin1String screenKey("screen");
constexpr QLatin1String textKey("textPercent");

/// Named in full: the command line is read before there is an application.
class SettingsFile : public QSettings {
public:
    SettingsFile()
        : QSettings(QStringLiteral("chiiki"), QStringLiteral("chiiki-workbench"))
    {
    }
};

Language languageOf(QString word)
{
    if (word.isEmpty() && QLocale::system().language() == QLocale::English)
        word = QStringLiteral("en");
    return word == QLatin1String("en") ? Language::English : Language::Japanese;
}

}  // namespace

WindowSettings keptSettings()
{
    const SettingsFile kept;
    WindowSettings settings;
    const char* set = std::getenv("CHIIKI_LANG");
    settings.language = languageOf(set ? QString::fromLocal8Bit(set) : kept.value(languageKey).toString());
    if (kept.value(screenKey).toString() == QLatin1String("dark"))
        settings.chrome = theme::Chrome::Dark;
    settings.textPercent = std::clamp(kept.value(textKey, 100).toInt(), 100, 200);
    return settings;
}

void keepLanguage(Language language)
{
    SettingsFile().setValue(languageKey, language == Language::English ? QStringLiteral("en") : QStringLiteral("ja"));
}

void keepLooks(theme::Chrome chrome, int textPercent)
{
    SettingsFile kept;
    kept.setValue(screenKey, chrome == theme::Chrome::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    kept.setValue(textKey, textPercent);
}

}  // namespace chiiki::desktop
