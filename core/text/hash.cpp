#include "core/text/hash.h"

#include <array>
#include <vector>

#include <QByteArray>
#include <QFile>

#include <nettle/sha2.h>

namespace chiiki {
namespace {

class Sha256 {
public:
    Sha256() { sha256_init(&state_); }
    void add(const char* bytes, std::size_t count)
    {
        sha256_update(&state_, count, reinterpret_cast<const std::uint8_t*>(bytes));
    }
    std::string hex()
    {
        std::array<char, SHA256_DIGEST_SIZE> digest;
        sha256_digest(&state_, digest.size(), reinterpret_cast<std::uint8_t*>(digest.data()));
        return QByteArray::fromRawData(digest.data(), digest.size()).toHex().toStdString();
    }

private:
    sha256_ctx state_;
};

}  // namespace

std::string sha256OfBytes(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes.data(), bytes.size());
    return hash.hex();
}

Result<std::string> sha256OfFile(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    const auto unreadable = [&] {
        return fail(ErrorKind::NotFound, {"text.file_unreadable", {file.errorString().toStdString()}}, path);
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable();
    Sha256 hash;
    std::vector<char> part(1 << 16);
    for (qint64 count = 0; (count = file.read(part.data(), static_cast<qint64>(part.size()))) != 0;) {
        if (count < 0)
            return unreadable();
        hash.add(part.data(), static_cast<std::size_t>(count));
    }
    return hash.hex();
}

}  // namespace chiiki
