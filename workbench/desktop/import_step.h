#pragma once

#include <QString>
#include <QWidget>

#include "workbench/desktop/words.h"
#include "workbench/usecases/import_preview.h"

class QComboBox;
class QLabel;

namespace chiiki::desktop {

/// One of the five steps of an import as a line: what it is, what was found, why, and what it could be instead.
class ImportStep : public QWidget {
    Q_OBJECT

public:
    /// `number` 0: a line without one. `objectName`: of the choice.
    ImportStep(int number, const char* objectName, QWidget* parent);

    void setTitle(const QString& title);
    /// Nothing to choose where there is one alternative alone. `more` stands behind the evidence.
    void show(const ImportDetection& detection, const Words& words, const QString& more = {});
    /// A sentence and nothing to choose. `isFine`: ✓, otherwise ▲.
    void say(const QString& sentence, bool isFine, const Words& words);

    QComboBox& choice() { return *choice_; }

signals:
    /// The word of another alternative.
    void chosen(const std::string& word);

private:
    void sign(bool isFine, const Words& words);

    const int number_;
    QLabel* sign_;
    QLabel* title_;
    QComboBox* choice_;
    QLabel* evidence_;
};

/// The reasons as one sentence: 「BOMなし・①㈱を復元」; those of a choice say that it is one.
QString evidenceText(const std::vector<Message>& evidence, const Words& words);

}  // namespace chiiki::desktop
