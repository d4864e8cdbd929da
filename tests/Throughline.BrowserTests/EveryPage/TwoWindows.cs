using System.Text.Json;
using Microsoft.Playwright;

namespace Throughline.BrowserTests.EveryPage;

/// <summary>One person's windows, a wide one and a phone's, side by side.</summary>
public sealed class TwoWindows(IBrowserContext desktop, IBrowserContext phone) : IAsyncDisposable
{
    /// <summary>A folder that a picture of each page goes into; none is taken unless the environment names one.</summary>
    private static readonly string? Screens = Environment.GetEnvironmentVariable("THROUGHLINE_SCREENS");

    // What every page must have, asked in one go.
    private const string Questions = """
        async () => {
          await document.fonts.ready
          const wrong = []
          const header = document.querySelector('.tl-header')
          if (!header || getComputedStyle(header).backgroundColor !== 'rgb(18, 52, 59)') wrong.push('it is not styled')
          const extra = document.documentElement.scrollWidth - document.documentElement.clientWidth
          if (extra > 0) wrong.push(`it scrolls ${extra} pixels sideways`)
          const headings = document.querySelectorAll('h1')
          if (headings.length !== 1 || !headings[0].textContent.trim()) wrong.push(`it has ${headings.length} h1`)
          if (!/\S – Throughline$/.test(document.title)) wrong.push(`its title is “${document.title}”`)
          const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
          const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
          if (twice.length) wrong.push(`ids are there twice: ${[...new Set(twice)].join(', ')}`)
          return wrong
        }
        """;

    // Empties what a person would have filled in, and sends it.
    private const string SendEmpty = """
        (index) => {
          const form = document.forms[index]
          for (const field of form.elements) {
            if (['radio', 'checkbox'].includes(field.type)) field.checked = false
            else if (field.tagName === 'SELECT') field.selectedIndex = [...field.options].findIndex((option) => option.value === '')
            else if (!['hidden', 'submit', 'button', 'file'].includes(field.type)) field.value = ''
          }
          form.noValidate = true
          window.isSent = true
          form.requestSubmit()
        }
        """;

    // The list of what is wrong must be there, and each line of it must lead to a field.
    private const string Refusal = """
        () => {
          const wrong = []
          if (!document.title.startsWith('Error: ')) wrong.push(`its title is “${document.title}”`)
          const links = document.querySelectorAll('.govuk-error-summary a')
          if (!document.querySelector('.govuk-error-summary li')) wrong.push('it does not list what is wrong')
          for (const link of links) if (!document.getElementById(link.hash.slice(1))) wrong.push(`“${link.textContent}” leads to no field`)
          return wrong
        }
        """;

    private readonly Window wide = new(desktop, BrowserFixture.Desktop), narrow = new(phone, BrowserFixture.Phone);

    public async ValueTask DisposeAsync()
    {
        await desktop.DisposeAsync();
        await phone.DisposeAsync();
    }

    /// <summary>Looks at a page closely, at both widths.</summary>
    /// <returns>What is wrong with it.</returns>
    public async Task<IReadOnlyList<string>> LookAsync(string address, int status)
    {
        var both = await Task.WhenAll(wide.LookAsync(address, status, axe: true), narrow.LookAsync(address, status, axe: true));
        return [.. both[0].Select(wrong => $"at 1280: {wrong}"), .. both[1].Except(both[0]).Select(wrong => $"at 390: {wrong}")];
    }

    /// <summary>Opens a page on the phone, and asks for no more than that it holds together.</summary>
    public async Task<IReadOnlyList<string>> GlanceAsync(string address, int status) =>
        [.. (await narrow.LookAsync(address, status, axe: false)).Select(wrong => $"at 390: {wrong}")];

    /// <summary>Sends a form of a page, by its place among the page's forms, with nothing filled in: it is taken, or the page says what is wrong.</summary>
    public async Task<IReadOnlyList<string>> SendEmptyAsync(string address, int form) =>
        [.. (await narrow.SendEmptyAsync(address, form)).Select(wrong => $"sent empty, at 390: {wrong}")];

    private sealed class Window(IBrowserContext context, int width)
    {
        private readonly List<string> errors = [];
        private IPage? page;

        public async Task<IReadOnlyList<string>> LookAsync(string address, int status, bool axe)
        {
            page ??= await OpenAsync();
            errors.Clear();
            var response = await page.GotoAsync(address);
            List<string> wrong = [.. response!.Status == status ? Array.Empty<string>() : [$"it answers {response.Status}, not {status}"], .. await AskAsync(status, axe)];
            await PictureAsync(address);
            return wrong;
        }

        public async Task<IReadOnlyList<string>> SendEmptyAsync(string address, int form)
        {
            page ??= await OpenAsync();
            await page.GotoAsync(address);
            errors.Clear();
            IResponse response;
            var loaded = new TaskCompletionSource();
            page.Load += (_, _) => loaded.TrySetResult();
            try
            {
                response = await page.RunAndWaitForResponseAsync(
                    () => page.EvaluateAsync(SendEmpty, form), answer => answer.Request.IsNavigationRequest && answer.Request.Method == "POST");
            }
            catch (TimeoutException)
            {
                return [$"nothing is sent{string.Concat(errors.Select(error => $": {error}"))}"];
            }

            // A file that comes back is no page.
            if (response.Status is >= 200 and < 300 && response.Headers.ContainsKey("content-disposition"))
            {
                return [];
            }

            // What a post answers, or leads to, is a page of its own; the page's own policy forbids to wait for a function.
            if (response.Status is < 400 or 400 && await Task.WhenAny(loaded.Task, Task.Delay(TimeSpan.FromSeconds(60))) != loaded.Task)
            {
                return ["what it answers never shows"];
            }

            if (response.Status != 400)
            {
                return response.Status < 400 ? [] : [$"it answers {response.Status}"];
            }

            List<string> wrong = [.. (await page.EvaluateAsync<JsonElement>(Refusal)).EnumerateArray().Select(line => line.GetString()!), .. await AskAsync(400, axe: true)];
            await PictureAsync($"{address}-empty-{form}");
            return wrong;
        }

        private async Task<IReadOnlyList<string>> AskAsync(int status, bool axe)
        {
            List<string> wrong = [.. (await page!.EvaluateAsync<JsonElement>(Questions)).EnumerateArray().Select(line => line.GetString()!)];
            if (axe)
            {
                wrong.AddRange(await BrowserFixture.ViolationsAsync(page));
            }

            wrong.AddRange(errors.Where(error => status < 400 || !error.Contains($"status of {status}", StringComparison.Ordinal)).Select(error => $"the console says: {error}"));
            return wrong;
        }

        private async Task PictureAsync(string address)
        {
            if (Screens is not null)
            {
                var name = string.Concat(address.Trim('/').Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));
                await page!.ScreenshotAsync(new() { Path = Path.Combine(Screens, $"{name}-{width}.png"), FullPage = true });
            }
        }

        private async Task<IPage> OpenAsync()
        {
            var opened = await context.NewPageAsync();
            opened.SetDefaultTimeout(15_000);
            opened.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    errors.Add(message.Text);
                }
            };
            opened.PageError += (_, error) => errors.Add(error);
            return opened;
        }
    }
}
