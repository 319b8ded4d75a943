#pragma once

#include <initializer_list>
#include <string_view>

#include <QObject>
#include <QString>

#include "core/base/message.h"

namespace chiiki::desktop {

/// The language of the window and what it says in it. Widgets keep a reference and say everything again on `changed`.
class Words : public QObject {
    Q_OBJECT

public:
    explicit Words(Language language, QObject* parent = nullptr);

    Language language() const { return language_; }
    void setLanguage(Language language);
    /// Japanese to English and back.
    void switchLanguage();

    /// The label of this id (workbench/desktop/i18n), its places filled.
    QString operator()(std::string_view code, std::initializer_list<QString> arguments = {}) const;
    /// A label, or a sentence of the message catalogue where the message is that of an Error or a Diagnostic.
    QString say(const Message& message) const;
    QString in(const Text& text) const { return QString::fromStdString(text.in(language_)); }

signals:
    void changed();

private:
    Language language_;
};

}  // namespace chiiki::desktop
