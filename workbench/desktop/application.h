#pragma once

#include <QApplication>

namespace chiiki::desktop {

/// The program's event loop. An exception that nobody caught ends its event, not the program: it is logged to stderr
/// and the window goes on.
class Application : public QApplication {
public:
    Application(int& argc, char** argv);

    /// What must be set before the first thread: see the definition.
    static void prepareForThreads();

    bool notify(QObject* receiver, QEvent* event) override;
};

}  // namespace chiiki::desktop
