package dev.tutti.cli;

import picocli.CommandLine.Command;

/** {@code tutti skill}. */
@Command(
    name = "skill",
    description = "Changes which version of a skill is given, on a running server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SkillLabelCommand.class, SkillRollbackCommand.class})
final class SkillCommand {}
