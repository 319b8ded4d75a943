#include <cstdio>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "workbench/desktop/application.h"
#include "workbench/desktop/launch.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/open_city.h"
#include "workbench/desktop/qt_texts.h"
#include "workbench/desktop/screenshot.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/window_settings.h"
#include "workbench/desktop/words.h"

namespace {

using namespace chiiki;

int complain(const Error& error, Language language, int code)
{
    std::fprintf(stderr, "%s\n", describe(error, language).c_str());
    return code;
}

void dress(const desktop::Launch& launch, const desktop::WindowSettings& kept)
{
    desktop::theme::looks().setChrome(launch.chrome.value_or(kept.chrome));
    desktop::theme::looks().setTextPercent(launch.textPercent.value_or(kept.textPercent));
}

// What is chosen in the window counts next time too; what the command line says, for this time.
void keepChoices(desktop::Words& words)
{
    using namespace desktop;
    QObject::connect(&words, &Words::changed, &words, [&words] { keepLanguage(words.language()); });
    QObject::connect(&theme::looks(), &theme::Looks::changed, &words,
                     [] { keepLooks(theme::looks().chrome(), theme::looks().textPercent()); });
}

/// Not valid where the window is to begin without a file.
using Opening = std::shared_future<Result<desktop::OpenedCity>>;

int runWindow(desktop::MainWindow& window, const desktop::Launch& launch, const Opening& opening,
              const std::optional<desktop::ViewState::Step>& step)
{
    std::optional<desktop::StateShown> shown;
    if (step) {
        shown.emplace(window, *step);
        QObject::connect(&*shown, &desktop::StateShown::failed, &window,
                         [&](const Error& error) { complain(error, launch.language, 0); });
    }
    // Before the window is shown: a city that is open by then is all that it ever shows.
    if (opening.valid())
        window.document().take(opening);
    window.show();
    return desktop::Application::exec();
}

int drawPicture(desktop::MainWindow& window, const desktop::Launch& launch, const Opening& opening,
                const desktop::ViewState::Step& step)
{
    using namespace desktop;
    StateShown shown(window, step);
    int code = 0;
    QObject::connect(&shown, &StateShown::failed, &window, [&](const Error& error) {
        code = complain(error, launch.language, 1);
        Application::exit(code);
    });
    QObject::connect(&shown, &StateShown::settled, &window, [&] {
        if (const auto saved = savePicture(window, launch.picture); !saved)
            code = complain(saved.error(), launch.language, 1);
        Application::exit(code);
    });
    window.show();
    if (opening.valid())
        window.document().take(opening);
    shown.watch();
    return Application::exec();
}

}  // namespace

int main(int argc, char** argv)
{
    const desktop::WindowSettings kept = desktop::keptSettings();
    const desktop::Launch launch = desktop::parseLaunch(std::vector<std::string>(argv + 1, argv + argc), kept.language);
    const bool isPicture = launch.way == desktop::Launch::Way::Screenshot;
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
    case desktop::Launch::Way::Screenshot:
        // A picture needs no screen, and looks the same on every one.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        break;
    case desktop::Launch::Way::Window:
        break;
    }
    std::optional<desktop::ViewState::Step> step;
    if (!launch.state.empty()) {
        auto read = desktop::readState(launch.state);
        if (!read)
            return complain(read.error(), launch.language, 2);
        step = *std::move(read);
    }

    // A file is read while the window is made: each takes about as long as the other.
    desktop::Application::prepareForThreads();
    Opening opening;
    if (!launch.file.empty())
        opening = std::async(std::launch::async, [file = launch.file] { return desktop::openCity(file); }).share();

    desktop::Application application(argc, argv);
    dress(launch, isPicture ? desktop::WindowSettings{} : kept);
    desktop::Words words(launch.language);
    const desktop::QtTexts qtTexts(words);
    if (!isPicture)
        keepChoices(words);
    desktop::MainWindow window(words);
    window.resize(launch.size);
    return isPicture ? drawPicture(window, launch, opening, step.value_or(desktop::ViewState::Step{}))
                     : runWindow(window, launch, opening, step);
}
