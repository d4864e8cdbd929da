using System.Text;

namespace Throughline.Files;

/// <summary>The different texts of a workbook, packed as UTF-8 in megabyte blocks: 600,000 strings would cost three times as much and be walked by every collection.</summary>
internal sealed class SharedTexts(string fileName, FileLimits limits)
{
    private const int BlockBytes = 1 << 20;
    private const int MostTexts = 5_000_000;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _places = [];
    private int _used = BlockBytes;

    public void Add(ReadOnlySpan<char> text)
    {
        if (_places.Count == MostTexts)
        {
            throw new FileRefusedException(new FileRefusal.UnpacksTooLarge { FileName = fileName });
        }
        if (text.Length > limits.MaxCellCharacters)
        {
            _places.Add((0, 0, -1));
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_used + most > BlockBytes)
        {
            if ((_blocks.Count + 1L) * BlockBytes > limits.MaxSharedTextBytes)
            {
                throw new FileRefusedException(new FileRefusal.UnpacksTooLarge { FileName = fileName });
            }
            _blocks.Add(new byte[Math.Max(BlockBytes, most)]);
            _used = 0;
        }
        var length = Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_used));
        _places.Add((_blocks.Count - 1, _used, length));
        _used += length;
    }

    /// <summary>The text at a place; null where the file names one that is not there.</summary>
    public string? At(int index, int lineNumber)
    {
        if (index < 0 || index >= _places.Count)
        {
            return null;
        }
        var (block, start, length) = _places[index];
        return length >= 0
            ? Encoding.UTF8.GetString(_blocks[block], start, length)
            : throw new FileRefusedException(new FileRefusal.CellTooLong(lineNumber, limits.MaxCellCharacters) { FileName = fileName });
    }
}
