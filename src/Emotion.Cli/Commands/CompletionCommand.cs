using System.CommandLine;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion completion</c>: a script that lets the shell complete commands, options and their values when Tab is pressed.</summary>
internal static class CompletionCommand
{
    // Each asks the tool itself, by the directive that System.CommandLine answers.
    private const string Bash = """
        _emotion() {
            local words=$(emotion "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            COMPREPLY=($(compgen -W "${words}" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _emotion emotion
        """;

    private const string Zsh = """
        _emotion() {
            local -a words
            words=("${(@f)$(emotion "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            (( ${#words} )) && compadd -a words
            _files
        }
        compdef _emotion emotion
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName emotion -ScriptBlock {
            param($word, $line, $cursor)
            emotion "[suggest:$cursor]" "$line" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new() { ["bash"] = Bash, ["zsh"] = Zsh, ["pwsh"] = PowerShell };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "Which shell." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command(
            "completion", "Print a script for Tab completion. For bash, add to ~/.bashrc: source <(emotion completion bash)") { shell };
        command.Does((parsed, _) =>
        {
            Console.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
