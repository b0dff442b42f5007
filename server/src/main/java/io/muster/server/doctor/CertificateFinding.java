package io.muster.server.doctor;

import io.muster.server.config.MusterProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.ssl.pem.PemContent;

/** The server's own certificate: is it good, for how long, and is the key beside it its key. */
final class CertificateFinding {
    private static final String WHAT = "certificate";
    private static final Duration SOON = Duration.ofDays(21);
    private static final byte[] PROBE = {1, 2, 3};

    private CertificateFinding() {}

    static Finding of(MusterProperties.Tls tls) {
        if (!tls.isOn()) {
            return Finding.good(WHAT, "none of its own; TLS is a proxy's business.");
        }
        try {
            X509Certificate first = content(tls.certificate()).getCertificates().getFirst();
            PrivateKey key = content(tls.key()).getPrivateKey();
            if (key == null || !isKeyOf(key, first)) {
                return Finding.fault(WHAT, tls.key() + " does not hold the key of " + tls.certificate() + ".");
            }
            return FileFindings.isOpenToOthers(Path.of(tls.key()))
                    ? Finding.fault(WHAT, tls.key() + " can be read by others; chmod 600 " + tls.key())
                    : dates(first);
        } catch (Exception e) {
            return Finding.fault(WHAT, tls.certificate() + " and " + tls.key() + " cannot be used: " + e.getMessage());
        }
    }

    private static PemContent content(String file) throws Exception {
        PemContent content = PemContent.of(Files.readString(Path.of(file)));
        if (content == null) {
            throw new IllegalArgumentException(file + " is empty");
        }
        return content;
    }

    private static boolean isKeyOf(PrivateKey key, X509Certificate certificate) throws Exception {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static Finding dates(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant now = Instant.now();
        if (end.isBefore(now)) {
            return Finding.fault(WHAT, "ended at " + end + "; put a new one in its place.");
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            return Finding.fault(WHAT, "begins at " + certificate.getNotBefore().toInstant() + " only.");
        }
        String words = "is good until " + end + ".";
        return end.isBefore(now.plus(SOON))
                ? Finding.advice(WHAT, words + " A new one that is put in its place is taken without a restart.")
                : Finding.good(WHAT, words);
    }
}
