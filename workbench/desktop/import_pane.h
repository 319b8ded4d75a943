#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/usecases/import_preview.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace chiiki::desktop {

class ImportColumnsTable;
class ImportRowsTable;
class ImportStep;
class UnmatchedList;

/// 取り込みの確認: what files, or a table copied elsewhere, would become, in five steps on one page over the right half
/// of the panes. Nothing is stored before 取り込む; reading and placing happen in the background. Every choice reads
/// the files anew; choices can be undone one by one until then.
class ImportPane : public QWidget {
    Q_OBJECT

public:
    /// A child of the panes over which it opens; beside the map, where `table` begins there. nullptr: at the half.
    ImportPane(const Desk& desk, QWidget* panes, QWidget* table = nullptr);

    /// Without files: says how they come in.
    void open();
    void openFiles(const std::vector<std::string>& paths);
    void openPasted(const QString& text);
    void dismiss();

    /// What is shown; nullopt while the files are read for the first time and where they cannot be.
    const std::optional<ImportPreview>& preview() const { return preview_; }
    bool isReading() const { return reading_.isRunning(); }

signals:
    /// Files are to be asked for.
    void filesWanted();
    /// A sentence for the status bar: what was taken in.
    void told(const QString& sentence);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What a choice changes, and what undo brings back.
    struct Choices {
        std::vector<ImportFile> files;
        std::string publisher;
        std::set<std::string> later;  // names put off
    };

    void begin(std::vector<ImportFile> files);
    void read();
    void take();
    void writeNote();
    ImportRequest request() const;
    void change(const std::function<void(Choices&)>& change);
    void changeFile(std::function<void(ImportChoices&)> change);
    void undo();
    void redo();
    void takeSuggestions();
    void showPreview();
    void showFile(const FilePreview& file);
    void showSums(const FilePreview& file);
    void say(const QString& sentence, bool isTrouble);
    void place();
    void retranslate();
    void focusFirst();
    const FilePreview* file() const;

    const Desk desk_;
    QWidget* table_;
    Choices choices_;
    std::vector<Choices> undone_;
    std::vector<Choices> done_;
    std::optional<ImportPreview> preview_;
    std::size_t at_ = 0;  // of the files
    bool isTaking_ = false;
    bool isFresh_ = false;  // the first answer of these files is awaited
    LatestJob reading_;
    LatestJob noting_;
    QPointer<QWidget> focusBefore_;

    QLabel* title_;
    QComboBox* files_;
    QPushButton* take_;
    QPushButton* cancel_;
    QLabel* line_;
    QScrollArea* page_;
    QWidget* steps_;
    QWidget* empty_;
    QLabel* emptyText_;
    QPushButton* choose_;
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
    QLabel* publisherTitle_;
    QLineEdit* publisher_;
    QCheckBox* remember_;
    QPushButton* note_;  // 訂正のお願い文を作る
};

}  // namespace chiiki::desktop
