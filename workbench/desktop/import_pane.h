#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/import_draft.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/usecases/import_preview.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace chiiki::desktop {

class ImportSteps;

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
    void begin(std::vector<ImportFile> files);
    void read();
    void take();
    void writeNote();
    ImportRequest request() const;
    void change(const std::function<void(ImportDraft::Choices&)>& change);
    void readAgainIf(bool isOther);
    void showPreview();
    void showFile(const FilePreview& file);
    void say(const QString& sentence, bool isTrouble);
    void place();
    void retranslate();
    void focusFirst();
    const FilePreview* file() const;

    const Desk desk_;
    QWidget* table_;
    ImportDraft draft_;
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
    ImportSteps* steps_;
    QWidget* empty_;
    QLabel* emptyText_;
    QPushButton* choose_;
    QLabel* publisherTitle_;
    QLineEdit* publisher_;
    QCheckBox* remember_;
    QPushButton* note_;  // 訂正のお願い文を作る
};

}  // namespace chiiki::desktop
