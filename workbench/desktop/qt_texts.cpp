#include "workbench/desktop/qt_texts.h"

#include <QCoreApplication>
#include <QLibraryInfo>

#include "workbench/desktop/words.h"

namespace chiiki::desktop {

QtTexts::QtTexts(const Words& words, QObject* parent)
    : QObject(parent)
    , words_(words)
{
    connect(&words_, &Words::changed, this, &QtTexts::follow);
    follow();
}

void QtTexts::follow()
{
    QCoreApplication::removeTranslator(&translator_);
    if (words_.language() == Language::Japanese &&
        translator_.load(QStringLiteral("qtbase_ja"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&translator_);
}

}  // namespace chiiki::desktop
