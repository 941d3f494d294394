select distinct induction_records.school as name
from ects
join induction_records on induction_records.ect_id = ects.id
