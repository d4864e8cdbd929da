using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Throughline.Files;

/// <summary>
/// A zip-based document (.docx, .odt, .xlsx) that somebody else made. The table of contents is read here rather than by
/// <see cref="ZipArchive"/>, which lists every entry before it can be counted, checks no CRC and cuts an entry silently
/// where its stated length is forged. Nothing is ever unpacked to disk, and parts are asked for by name.
/// </summary>
public sealed class SafePackage
{
    private const int EndRecordLength = 22;
    private const int LongestPartName = 1024;
    private const int BiggestDirectory = 8 << 20;

    private readonly Stream _stream;
    private readonly Dictionary<string, Entry> _entries;
    private long _unpacked;

    private SafePackage(Stream stream, string fileName, FileLimits limits, Dictionary<string, Entry> entries) =>
        (_stream, FileName, Limits, _entries) = (stream, fileName, limits, entries);

    /// <summary>The file's name as given, for refusals.</summary>
    public string FileName { get; }

    /// <summary>What holds while parts are read.</summary>
    public FileLimits Limits { get; }

    /// <summary>The number of parts listed, folders left out.</summary>
    public int PartCount => _entries.Count;

    /// <summary>Reads the table of contents.</summary>
    /// <param name="stream">A seekable stream over the whole file; it stays open and must not be used otherwise meanwhile.</param>
    /// <param name="fileName">The file's name, for refusals.</param>
    /// <param name="limits">How much to read; <see cref="FileLimits.ForDocuments"/> when left out.</param>
    /// <returns>The package, or TooBig, Empty, Truncated, Damaged, TooManyParts, PasswordProtected or ForbiddenPath.</returns>
    public static Outcome<SafePackage> Open(Stream stream, string fileName, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        limits ??= FileLimits.ForDocuments;
        try
        {
            return new SafePackage(stream, fileName, limits, ReadDirectory(stream, fileName, limits));
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Whether a part is listed under this name; capitals make no difference.</summary>
    /// <param name="name">The part's name with forward slashes and none in front, such as “word/document.xml”.</param>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>
    /// Opens a part as a stream that counts what comes out and, at its end, checks the length and the CRC-32. Read it to its
    /// end, or the check is not made: <see cref="ReadXml"/> sees to that.
    /// </summary>
    /// <param name="name">The part's name.</param>
    /// <exception cref="FileRefusedException">Now or while reading: Damaged, Truncated or UnpacksTooLarge.</exception>
    public Stream OpenPart(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            throw Refused(new FileRefusal.Damaged(name) { FileName = FileName });
        }
        var packed = new Slice(_stream, DataStart(entry, name), entry.PackedLength);
        Stream unpacked = entry.Method switch
        {
            0 => packed,
            8 => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw Refused(new FileRefusal.Damaged(name) { FileName = FileName }),
        };
        return new PartStream(this, packed, unpacked, entry, name);
    }

    /// <summary>Reads one XML part to its end, whatever <paramref name="read"/> leaves, so that its length and CRC are always checked.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="read">What to do with the reader, which stands before the first node.</param>
    /// <exception cref="FileRefusedException">The part or its XML is refused.</exception>
    public void ReadXml(string name, Action<XmlReader> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var part = OpenPart(name);
        using var reader = SafeXml.Open(part, FileName, Limits, name);
        read(reader);
        while (reader.Read())
        {
        }
        Drain(part);
    }

    internal static void Drain(Stream part)
    {
        var rest = new byte[4096];
        while (part.Read(rest) > 0)
        {
        }
    }

    private static FileRefusedException Refused(FileRefusal refusal) => new(refusal);

    private static Dictionary<string, Entry> ReadDirectory(Stream stream, string fileName, FileLimits limits)
    {
        var length = stream.Length;
        if (length == 0)
        {
            throw Refused(new FileRefusal.Empty { FileName = fileName });
        }
        if (length > limits.MaxFileBytes)
        {
            throw Refused(new FileRefusal.TooBig(limits.MaxFileBytes) { FileName = fileName });
        }
        var damaged = Refused(new FileRefusal.Damaged { FileName = fileName });
        var (count, size, start, end) = ReadEndRecord(stream, fileName);
        if (count > limits.MaxParts || size > BiggestDirectory)
        {
            throw Refused(new FileRefusal.TooManyParts(limits.MaxParts) { FileName = fileName });
        }
        if (start < 0 || size < 0 || start + size > end)
        {
            throw damaged;
        }

        var directory = new byte[size];
        ReadAt(stream, start, directory, fileName);
        var entries = new Dictionary<string, Entry>((int)count, StringComparer.OrdinalIgnoreCase);
        var rest = directory.AsSpan();
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < 46 || BinaryPrimitives.ReadUInt32LittleEndian(rest) != 0x02014B50)
            {
                throw damaged;
            }
            var flags = BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]);
            var method = BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]);
            var crc = BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]);
            long packed = BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]);
            long unpacked = BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
            int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            long header = BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]);
            if (rest.Length < 46 + nameLength + extraLength + commentLength || nameLength is 0 or > LongestPartName)
            {
                throw damaged;
            }
            if ((flags & 0x2041) != 0)
            {
                throw Refused(new FileRefusal.PasswordProtected { FileName = fileName });
            }
            var rawName = rest.Slice(46, nameLength).ToArray();
            var name = Encoding.UTF8.GetString(rawName).Replace('\\', '/');
            if (name.Split('/').Contains("..") || name.StartsWith('/') || name.Contains(':') || name.Contains('\0'))
            {
                throw Refused(new FileRefusal.ForbiddenPath { FileName = fileName });
            }
            if (!TryReadZip64(rest.Slice(46 + nameLength, extraLength), ref unpacked, ref packed, ref header)
                || packed < 0 || unpacked < 0 || header < 0 || header > start)
            {
                throw damaged;
            }
            rest = rest[(46 + nameLength + extraLength + commentLength)..];
            if (!name.EndsWith('/') && !entries.TryAdd(name, new Entry(rawName, method, crc, packed, unpacked, header, start)))
            {
                throw damaged;
            }
        }
        // A count forged low would hide parts from the limit.
        return rest.IsEmpty ? entries : throw damaged;
    }

    private static (long Count, long Size, long Start, long End) ReadEndRecord(Stream stream, string fileName)
    {
        var tail = new byte[Math.Min(stream.Length, EndRecordLength + ushort.MaxValue)];
        var tailStart = stream.Length - tail.Length;
        ReadAt(stream, tailStart, tail, fileName);
        for (var at = tail.Length - EndRecordLength; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06054B50
                || EndRecordLength + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) > record.Length)
            {
                continue;
            }
            long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
            long start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(record[8..]) != count || BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) is not (0 or 0xFFFF))
            {
                throw Refused(new FileRefusal.Damaged { FileName = fileName });
            }
            var end = tailStart + at;
            return count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue
                ? ReadZip64EndRecord(stream, end, fileName)
                : (count, size, start, end);
        }
        throw Refused(new FileRefusal.Truncated { FileName = fileName });
    }

    private static (long Count, long Size, long Start, long End) ReadZip64EndRecord(Stream stream, long end, string fileName)
    {
        var damaged = Refused(new FileRefusal.Damaged { FileName = fileName });
        var locator = new byte[20];
        if (end < locator.Length)
        {
            throw damaged;
        }
        ReadAt(stream, end - locator.Length, locator, fileName);
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        var record = new byte[56];
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064B50 || at < 0 || at > end - record.Length)
        {
            throw damaged;
        }
        ReadAt(stream, at, record, fileName);
        var count = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32));
        var size = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40));
        var start = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == 0x06064B50 && count >= 0 && size >= 0 && start >= 0 && start <= at
            ? (count, size, start, at)
            : throw damaged;
    }

    private static bool TryReadZip64(ReadOnlySpan<byte> extra, ref long unpacked, ref long packed, ref long header)
    {
        if (unpacked != uint.MaxValue && packed != uint.MaxValue && header != uint.MaxValue)
        {
            return true;
        }
        while (extra.Length >= 4)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (extra.Length < 4 + size)
            {
                return false;
            }
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                var fields = extra.Slice(4, size);
                return Take(ref fields, ref unpacked) && Take(ref fields, ref packed) && Take(ref fields, ref header);
            }
            extra = extra[(4 + size)..];
        }
        return false;

        static bool Take(ref ReadOnlySpan<byte> fields, ref long value)
        {
            if (value != uint.MaxValue)
            {
                return true;
            }
            if (fields.Length < 8)
            {
                return false;
            }
            value = BinaryPrimitives.ReadInt64LittleEndian(fields);
            fields = fields[8..];
            return true;
        }
    }

    private static void ReadAt(Stream stream, long position, Span<byte> bytes, string fileName)
    {
        stream.Position = position;
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Refused(new FileRefusal.Truncated { FileName = fileName });
        }
    }

    private long DataStart(Entry entry, string name)
    {
        var header = new byte[30 + entry.RawName.Length];
        ReadAt(_stream, entry.HeaderStart, header, FileName);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var start = entry.HeaderStart + 30 + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == 0x04034B50
            && nameLength == entry.RawName.Length
            && header.AsSpan(30).SequenceEqual(entry.RawName)
            && start + entry.PackedLength <= entry.DirectoryStart
            ? start
            : throw Refused(new FileRefusal.Damaged(name) { FileName = FileName });
    }

    private sealed record Entry(byte[] RawName, int Method, uint Crc, long PackedLength, long Length, long HeaderStart, long DirectoryStart);

    /// <summary>A stretch of the file. It keeps its own place, so that two parts can be open at once.</summary>
    private sealed class Slice(Stream stream, long start, long length) : ReadOnlyStream
    {
        /// <summary>Bytes read so far.</summary>
        public long Taken { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var wanted = (int)Math.Min(buffer.Length, length - Taken);
            if (wanted <= 0)
            {
                return 0;
            }
            stream.Position = start + Taken;
            var read = stream.Read(buffer[..wanted]);
            Taken += read;
            return read;
        }
    }

    private sealed class PartStream(SafePackage package, Slice packed, Stream unpacked, Entry entry, string name) : ReadOnlyStream
    {
        private Crc32 _crc = new();
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
            {
                return 0;
            }
            int read;
            try
            {
                read = unpacked.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw Damaged();
            }
            var limits = package.Limits;
            _count += read;
            package._unpacked += read;
            if (_count > limits.MaxPartBytes
                || package._unpacked > limits.MaxTotalBytes
                || (_count > limits.RatioFloorBytes && _count / limits.MaxRatio > packed.Taken))
            {
                throw Refused(new FileRefusal.UnpacksTooLarge { FileName = package.FileName });
            }
            _crc.Append(buffer[..read]);
            if (_count > entry.Length || (read == 0 && (_count != entry.Length || _crc.Value != entry.Crc)))
            {
                throw Damaged();
            }
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                unpacked.Dispose();
            }
            base.Dispose(disposing);
        }

        private FileRefusedException Damaged() => Refused(new FileRefusal.Damaged(name) { FileName = package.FileName });
    }

    private abstract class ReadOnlyStream : Stream
    {
        public sealed override bool CanRead => true;
        public sealed override bool CanSeek => false;
        public sealed override bool CanWrite => false;
        public sealed override long Length => throw new NotSupportedException();

        public sealed override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public abstract override int Read(Span<byte> buffer);

        public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public sealed override void Flush()
        {
        }

        public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public sealed override void SetLength(long value) => throw new NotSupportedException();
        public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
