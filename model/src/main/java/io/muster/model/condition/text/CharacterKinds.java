package io.muster.model.condition.text;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as the grammar sees it: each character beyond ASCII is its kind. The lexer remembers what to do for ASCII only
 * and works everything else out again each time, some fifty times slower.
 */
final class CharacterKinds implements CharStream {

    private static final int LETTER = 1;
    private static final int WORD_PART = 2;
    private static final int OTHER = 3;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final CharStream text;

    CharacterKinds(String text) {
        this.text = CharStreams.fromString(text);
    }

    @Override
    public int LA(int offset) {
        int character = text.LA(offset);
        if (character > OTHER && character < 128) {
            return character;
        }
        return character < 0 ? character : kind(character);
    }

    private static int kind(int character) {
        return switch (character) {
            case '≠', '≤', '≥' -> character;
            case BYTE_ORDER_MARK -> ' ';
            default -> kindOfType(character);
        };
    }

    private static int kindOfType(int character) {
        if (Character.isLetter(character)) {
            return LETTER;
        }
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> WORD_PART;
            case Character.SPACE_SEPARATOR -> ' ';
            default -> OTHER;
        };
    }

    @Override
    public String getText(Interval interval) {
        return text.getText(interval);
    }

    @Override
    public void consume() {
        text.consume();
    }

    @Override
    public int mark() {
        return text.mark();
    }

    @Override
    public void release(int marker) {
        text.release(marker);
    }

    @Override
    public int index() {
        return text.index();
    }

    @Override
    public void seek(int index) {
        text.seek(index);
    }

    @Override
    public int size() {
        return text.size();
    }

    @Override
    public String getSourceName() {
        return text.getSourceName();
    }
}
