#pragma once

#include <QObject>
#include <QTranslator>

namespace chiiki::desktop {

class Words;

/// Qt's own texts (file chooser, menus of text fields) in the language of the window. Where the system lacks Qt's
/// translations, these few stay English.
class QtTexts : public QObject {
    Q_OBJECT

public:
    /// `words` must outlive it; there must be an application.
    explicit QtTexts(const Words& words, QObject* parent = nullptr);

private:
    void follow();

    const Words& words_;
    QTranslator translator_;
};

}  // namespace chiiki::desktop
