package io.muster.cli;

import java.io.PrintWriter;

/**
 * Writes {@link Visible} texts to another writer. Lines end where {@code println} ends them; a line end within a text is shown
 * as any other control character, so that data cannot pretend to be lines of ours.
 */
final class VisibleWriter extends PrintWriter {

    VisibleWriter(PrintWriter to) {
        super(to, true);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        String visible = Visible.text(text.substring(offset, offset + length));
        super.write(visible, 0, visible.length());
    }
}
