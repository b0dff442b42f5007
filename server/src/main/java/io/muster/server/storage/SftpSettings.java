package io.muster.server.storage;

/**
 * Where on an SFTP server.
 *
 * @param hostKey the server's public key as {@code known_hosts} has it: {@code ssh-ed25519 AAAA…}
 * @param directory what paths begin with; see {@link S3Settings#prefix}
 */
public record SftpSettings(String host, int port, String user, String hostKey, String directory)
        implements TargetSettings {}
