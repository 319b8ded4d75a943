#pragma once

#include <functional>
#include <set>
#include <string>

#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/usecases/import_preview.h"

class QLabel;
class QPushButton;

namespace chiiki::desktop {

class ImportColumnsTable;
class ImportRowsTable;
class ImportStep;
class UnmatchedList;

/// The five steps of one file on one page: what it is, its header, its columns, where its rows lie, what the sums are.
/// Shows and asks; what is chosen is told and comes back as another preview.
class ImportSteps : public QWidget {
    Q_OBJECT

public:
    using FileChange = std::function<void(ImportChoices&)>;

    explicit ImportSteps(const Desk& desk);

    /// `later`: names of the unmatched list that are put off.
    void show(const FilePreview& file, const std::set<std::string>& later);
    /// Another file: its columns are folded again.
    void begin();
    /// The list of names that somebody has to decide.
    UnmatchedList& unmatched() { return *unmatched_; }
    void retranslate();

signals:
    void chosen(const FileChange& change);
    void putOff(const std::string& written);

private:
    void layOut();
    void listen();
    void takeSuggestions();
    void showSums(const FilePreview& file);

    const Desk desk_;
    ImportStep* target_;
    ImportStep* source_;
    ImportStep* year_;
    ImportStep* encoding_;
    ImportStep* sheet_;
    ImportStep* header_;
    ImportRowsTable* rows_;
    ImportStep* columns_;
    QPushButton* showColumns_;
    ImportColumnsTable* columnsTable_;
    ImportStep* crs_;
    ImportStep* districts_;
    QPushButton* takeAll_;
    UnmatchedList* unmatched_;
    ImportStep* sums_;
    QLabel* comparison_;
};

}  // namespace chiiki::desktop
