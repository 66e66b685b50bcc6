package dev.millrace.app.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a completion script. For bash: source <(millrace completion bash)")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class CompletionCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shells with completion. */
    enum Shell {
        bash,
        zsh
    }

    @Override
    public void run() {
        switch (shell) {
            case bash -> {}
            // The script is bash's; zsh understands it with this ahead.
            case zsh -> terminal.data("autoload -U +X bashcompinit && bashcompinit");
        }
        terminal.data(AutoComplete.bash("millrace", spec.parent().commandLine()));
    }
}
