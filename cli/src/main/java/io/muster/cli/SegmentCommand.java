package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all about segments is under. */
@Command(
        name = "segment",
        aliases = "segments",
        description = "Make, change, count, refresh and compare segments, and follow their members.",
        subcommands = {
            SegmentList.class,
            SegmentShow.class,
            SegmentCreate.class,
            SegmentUpdate.class,
            SegmentDelete.class,
            SegmentPreview.class,
            SegmentCount.class,
            SegmentFormat.class,
            SegmentExplain.class,
            SegmentRefresh.class,
            SegmentWatch.class,
            SegmentMembers.class,
            SegmentUpload.class,
            SegmentChanges.class,
            SegmentHistory.class,
            SegmentOverlap.class,
            SegmentFreeze.class,
            SegmentVersions.class,
            SegmentDiff.class,
            SegmentRestore.class,
            SegmentDependencies.class
        },
        footerHeading =
                "%nA definition is JSON or text, given inline, as @FILE, or as - for standard input. Examples:%n",
        footer = {
            "  muster segment count \"tagged 'newsletter'\"",
            "  muster segment create --name 'Loyal Nordics' @loyal.txt --refresh PT6H",
            "  muster segment members loyal-nordics --limit 10"
        })
final class SegmentCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with segments.");
    }
}
