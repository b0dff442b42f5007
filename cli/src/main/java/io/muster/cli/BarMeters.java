package io.muster.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws bars that vanish when what they measure is over. */
final class BarMeters implements Meters {
    private static final int MEGABYTE = 1_000_000;

    private final Terminal terminal;

    BarMeters(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Meter bytes(String label, long total) {
        return new BarMeter(builder(label, total).setUnit(" MB", MEGABYTE).build());
    }

    @Override
    public Meter rows(String label) {
        return new BarMeter(builder(label, -1).setUnit(" rows", 1).build());
    }

    private ProgressBarBuilder builder(String label, long total) {
        return new ProgressBarBuilder()
                .setTaskName(Visible.text(label))
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(100)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.progress(), terminal.columns() - 1))
                .showSpeed()
                .clearDisplayOnFinish();
    }

    private record BarMeter(ProgressBar bar) implements Meter {
        @Override
        public void advanced(long done, long total) {
            bar.maxHint(total);
            bar.stepTo(done);
            if (done == total) {
                bar.setExtraMessage(" waiting for the server");
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
