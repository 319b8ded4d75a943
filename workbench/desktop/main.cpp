#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <QSettings>

#include "workbench/desktop/application.h"
#include "workbench/desktop/launch.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/words.h"

namespace {

using namespace chiiki;

constexpr const char* languageKey = "language";

// As on the command line: CHIIKI_LANG, then what was chosen in the window last time.
Language usualLanguage()
{
    const char* set = std::getenv("CHIIKI_LANG");
    const QString word = set ? QString::fromLocal8Bit(set)
                             : QSettings(QStringLiteral("chiiki"), QStringLiteral("chiiki-workbench"))
                                   .value(QLatin1String(languageKey))
                                   .toString();
    return word == QLatin1String("en") ? Language::English : Language::Japanese;
}

}  // namespace

int main(int argc, char** argv)
{
    const desktop::Launch launch =
        desktop::parseLaunch(std::vector<std::string>(argv + 1, argv + argc), usualLanguage());
    switch (launch.way) {
    case desktop::Launch::Way::Help:
        std::puts(speak({"desktop.help", {}}, launch.language).c_str());
        return 0;
    case desktop::Launch::Way::Version:
        std::puts("chiiki-workbench " CHIIKI_VERSION);
        return 0;
    case desktop::Launch::Way::Wrong:
        std::fprintf(stderr, "%s\n", speak({"desktop.wrong_line", {launch.wrong}}, launch.language).c_str());
        return 2;
    case desktop::Launch::Way::Window:
        break;
    }

    desktop::Application application(argc, argv);
    desktop::Words words(launch.language);
    QObject::connect(&words, &desktop::Words::changed, &application, [&words] {
        QSettings().setValue(QLatin1String(languageKey),
                             words.language() == Language::English ? QStringLiteral("en") : QStringLiteral("ja"));
    });
    desktop::MainWindow window(words);
    window.resize(1440, 900);
    window.show();
    if (!launch.file.empty())
        window.document().open(launch.file);
    return desktop::Application::exec();
}
