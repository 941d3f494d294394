-- The rows of the public prototype, as they are: 13 ECTs (1 to 13), 5 mentors (20 to 24), 4 schools, 2 appropriate
-- bodies.

insert into participants (id, name) values
    (1, 'Ebony'), (2, 'Emily'), (3, 'Evan'), (4, 'Eric'), (5, 'Edward'), (6, 'Edwin'), (7, 'Erica'), (8, 'Ellie'),
    (9, 'Elizabeth'), (10, 'Eleanor'), (11, 'Ebenezer'), (12, 'Eddy'), (13, 'Emilia'),
    (20, 'Mary'), (21, 'Michael'), (22, 'Maud'), (23, 'Mandy'), (24, 'Michaela');

insert into schools (id, name) values
    (1, 'Springfield Elementary'), (2, 'Grange Hill'), (3, 'Sunnydale High'), (4, 'Bayside High');

insert into appropriate_bodies (id, name) values (1, 'Northern Teaching School Hub'), (2, 'Southern Induction Panel');

insert into tenureships (id, participant_id, school_id, started_on, finished_on) values
    (1, 1, 1, '2021-09-01', null),
    (2, 2, 1, '2021-09-02', '2022-09-02'),
    (3, 3, 1, '2021-09-03', null),
    (4, 4, 1, '2021-09-04', null),
    (5, 5, 1, '2021-09-05', null),
    (6, 6, 1, '2021-09-04', null),
    (7, 7, 1, '2021-09-05', null),
    (8, 8, 2, '2021-09-06', null),
    (9, 9, 2, '2022-09-01', null),
    (10, 10, 2, '2022-09-02', null),
    (11, 11, 2, '2022-09-03', null),
    (12, 12, 2, '2022-09-04', null),
    (13, 13, 2, '2022-09-05', '2022-12-04'),
    (20, 20, 1, '2021-09-05', '2022-09-05'),
    (21, 21, 1, '2021-09-05', null),
    (22, 22, 1, '2021-09-05', null),
    (23, 23, 1, '2021-09-05', null),
    (30, 2, 2, '2022-09-09', '2023-04-05'),
    (31, 2, 4, '2023-06-01', null),
    (32, 8, 3, '2022-09-09', null),
    (33, 13, 4, '2023-01-10', '2024-02-03');

insert into mentorships (id, mentor_id, mentee_id, started_on, finished_on) values
    (1, 20, 1, '2021-10-01', null),
    (2, 21, 2, '2021-10-02', '2022-09-02'),
    (3, null, 3, '2021-10-03', null),
    (4, 23, 4, '2021-10-04', null),
    (5, 20, 5, '2021-10-05', null),
    (6, 20, 6, '2021-10-04', '2022-03-20'),
    (7, 21, 7, '2021-10-05', null),
    (8, null, 8, '2021-10-05', null),
    (9, 20, 9, '2021-10-05', null),
    (10, 20, 10, '2021-10-05', '2022-03-09'),
    (11, null, 11, '2021-10-05', null),
    (12, 23, 12, '2021-10-05', null),
    (13, 22, 13, '2021-10-05', null),
    (14, 21, 10, '2022-08-10', '2023-01-05'),
    (15, 21, 6, '2022-05-04', '2023-03-09');

insert into appropriate_body_associations (id, participant_id, appropriate_body_id, started_on, finished_on) values
    (1, 1, 1, '2021-09-08', null),
    (2, 2, 1, '2021-09-08', null),
    (3, 3, 1, '2021-09-08', '2022-09-08'),
    (4, 4, 1, '2021-09-08', null),
    (5, 5, 1, '2021-09-08', null),
    (6, 6, 1, '2021-09-08', '2022-09-09'),
    (7, 7, 2, '2021-09-08', '2022-09-10'),
    (8, 8, 2, '2022-09-08', null),
    (9, 9, 2, '2022-09-08', null),
    (10, 10, 2, '2022-09-08', null),
    (11, 11, 1, '2022-09-08', '2023-06-11'),
    (12, 12, 1, '2022-09-08', '2023-07-12'),
    (13, 13, 1, '2022-09-08', null);
