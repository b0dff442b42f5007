package io.muster.server.http;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Reads {@code Accept} as Spring does, and refuses weights that Spring notices only when it has an answer to write: it checks
 * those of {@code q}, but not of {@code Q}, which is the same.
 */
final class AcceptHeader extends HeaderContentNegotiationStrategy {

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> types = super.resolveMediaTypes(request);
        for (MediaType type : types) {
            if (!hasWeight(type)) {
                throw new HttpMediaTypeNotAcceptableException("The weight in " + type + " is not one from 0 to 1.");
            }
        }
        return types;
    }

    private static boolean hasWeight(MediaType type) {
        try {
            double weight = type.getQualityValue();
            return weight >= 0 && weight <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
